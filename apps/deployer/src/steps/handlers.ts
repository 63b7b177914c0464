import type { EffectStep } from '#events';
import { audience } from './audience.js';
import { cancel } from './cancel.js';
import { content } from './content.js';
import { create } from './create.js';
import { schedule } from './schedule.js';
import type { StepHandler } from './step.js';
import { test } from './test.js';
import { unschedule } from './unschedule.js';
import { update } from './update.js';

/** One handler a step: a missing one is a compile error. */
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
