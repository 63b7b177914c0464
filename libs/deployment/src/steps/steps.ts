import type { DeploymentEventType, EffectStep, EventsOfSteps, ReadStep, Step } from '#events';
import type { Evolvers } from '../evolve/evolvers.js';
import type { Sentences } from '../status/wording.js';
import { type AudienceOutcome, audience } from './audience.js';
import { type AwaitAudienceOutcome, awaitAudience } from './await-audience.js';
import { type CancelOutcome, cancel } from './cancel.js';
import { type ContentOutcome, content } from './content.js';
import { type CreateOutcome, create } from './create.js';
import { type ScheduleOutcome, schedule } from './schedule.js';
import type { EffectDescriptor, ReadDescriptor } from './step.js';
import { type TestOutcome, test } from './test.js';
import { type UnscheduleOutcome, unschedule } from './unschedule.js';
import { type UpdateOutcome, update } from './update.js';
import { type WatchOutcome, watch } from './watch.js';

/** What each step may report besides the common outcomes. */
type StepOutcomes = {
  create: CreateOutcome;
  audience: AudienceOutcome;
  'await-audience': AwaitAudienceOutcome;
  update: UpdateOutcome;
  content: ContentOutcome;
  test: TestOutcome;
  schedule: ScheduleOutcome;
  unschedule: UnscheduleOutcome;
  cancel: CancelOutcome;
  watch: WatchOutcome;
};

export type StepOutcome = StepOutcomes[Step];

type Descriptors = { [S in EffectStep]: EffectDescriptor<S, StepOutcomes[S]> } & {
  [S in ReadStep]: ReadDescriptor<S, StepOutcomes[S]>;
};

/** One descriptor for each step, in the order in which a newsletter takes them. */
export const DESCRIPTORS: Descriptors = {
  create,
  audience,
  'await-audience': awaitAudience,
  update,
  content,
  test,
  schedule,
  unschedule,
  cancel,
  watch,
};

export const IN_ORDER = Object.entries(DESCRIPTORS) as [Step, Descriptors[Step]][];

export const STEP_EVOLVERS = merged<Evolvers<keyof EventsOfSteps>>(({ evolve }) => evolve);

export const STEP_SENTENCES = merged<Sentences<keyof EventsOfSteps>>(({ sentences }) => sentences);

/** The step that an outcome belongs to; undefined for those that any step may report. */
export const STEP_OF_OUTCOME: ReadonlyMap<string, Step> = new Map(
  IN_ORDER.flatMap(([step, { outcomes }]) =>
    Object.keys(outcomes).map((kind) => [kind, step] as const),
  ),
);

/** Whether content and settings must be kept until this step has succeeded. */
export function readsSnapshots(step: Step): boolean {
  const descriptor = DESCRIPTORS[step];
  return 'readsSnapshots' in descriptor && descriptor.readsSnapshots;
}

/** One part of all descriptors in one table: their types ensure that none is missing. */
function merged<T extends Partial<Record<DeploymentEventType, unknown>>>(
  part: (descriptor: Descriptors[Step]) => object,
): T {
  const parts = IN_ORDER.map(([, descriptor]) => part(descriptor));
  return Object.assign({}, ...parts) as T;
}
