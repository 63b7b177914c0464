import type { ContentSnapshot, Deployment, Outcome, SettingsSnapshot } from '#deployment';
import type { EffectStep, RequestOf } from '#events';
import type { Searching } from './find-created.js';

/** Context of every step. */
export type ReadContext = Searching & {
  /** What the content call sends; read through this deployment only. */
  content: (hash: string) => Promise<ContentSnapshot>;
  state: Deployment;
};

/** Context of a started step. Its client sends nothing once the lease of the start is over. */
export type StepContext<S extends EffectStep> = Omit<ReadContext, 'state'> & {
  request: RequestOf<S>;
  /** An earlier start may have reached Omeda: read before calling. */
  resolving: boolean;
  settings: (hash: string) => Promise<SettingsSnapshot>;
  /** URL for Omeda's report that the audience is loaded. */
  callbackUrl?: string;
};

/** One Omeda call; failures are thrown as `OmedaError` unless the step knows better. */
export type StepHandler<S extends EffectStep> = (context: StepContext<S>) => Promise<Outcome>;

/** Only reads from Omeda; undefined if there is nothing to report. */
export type ReadHandler = (context: ReadContext) => Promise<Outcome | undefined>;
