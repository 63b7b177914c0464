import type { ContentSnapshot, Outcome, SettingsSnapshot } from '#deployment';
import type { RequestOf, EffectStep } from '#events';
import type { OmedaClient } from '#omeda-client';
import type { NotesBook } from './notes-book.js';

/** What a step has at hand. Its client sends nothing once the lease of the start is over. */
export type StepContext<S extends EffectStep> = {
  client: OmedaClient;
  request: RequestOf<S>;
  /** An earlier start may have reached Omeda: ask before calling. */
  settling: boolean;
  /** What the content call sends; read through this deployment only. */
  content: (hash: string) => Promise<ContentSnapshot>;
  settings: (hash: string) => Promise<SettingsSnapshot>;
  notes: NotesBook;
};

/** One Omeda call; failures are thrown as `OmedaError` unless the step knows better. */
export type StepHandler<S extends EffectStep> = (context: StepContext<S>) => Promise<Outcome>;
