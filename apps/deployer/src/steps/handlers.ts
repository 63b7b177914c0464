import type { EffectStep, ReadStep } from '#events';
import { audience } from './audience.js';
import { awaitAudience } from './await-audience.js';
import { cancel } from './cancel.js';
import { content } from './content.js';
import { create } from './create.js';
import { schedule } from './schedule.js';
import type { ReadHandler, StepHandler } from './step.js';
import { test } from './test.js';
import { unschedule } from './unschedule.js';
import { update } from './update.js';
import { watch } from './watch.js';

/** One handler for each step: a missing one is a compile error. */
export const HANDLERS: { [S in EffectStep]: StepHandler<S> } = {
  create,
  update,
  audience,
  content,
  test,
  schedule,
  unschedule,
  cancel,
};

/** The same for steps that only read. */
export const READ_HANDLERS: { [S in ReadStep]: ReadHandler } = {
  'await-audience': awaitAudience,
  watch,
};
