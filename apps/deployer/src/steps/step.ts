import type { ContentSnapshot, Deployment, Outcome, SettingsSnapshot } from '#deployment';
import type { EffectStep, RequestOf } from '#events';
import type { Searching } from './find-created.js';

/** What every step has at hand. */
export type ReadContext = Searching & {
  /** What the content call sends; read through this deployment only. */
  content: (hash: string) => Promise<ContentSnapshot>;
  state: Deployment;
};

/** What a started step has at hand. Its client sends nothing once the lease of the start is over. */
export type StepContext<S extends EffectStep> = Omit<ReadContext, 'state'> & {
  request: RequestOf<S>;
  /** An earlier start may have reached Omeda: ask before calling. */
  resolving: boolean;
  settings: (hash: string) => Promise<SettingsSnapshot>;
  /** Where Omeda may report that it has loaded the audience. */
  callbackUrl?: string;
};

/** One Omeda call; failures are thrown as `OmedaError` unless the step knows better. */
export type StepHandler<S extends EffectStep> = (context: StepContext<S>) => Promise<Outcome>;

/** Asks Omeda only; nothing when there is nothing to report. */
export type ReadHandler = (context: ReadContext) => Promise<Outcome | undefined>;
