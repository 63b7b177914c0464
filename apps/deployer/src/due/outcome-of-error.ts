import type { Outcome } from '#deployment';
import { OmedaError, type OutcomeClass } from '#omeda-client';

/** Default outcome of each class of failure. */
const OUTCOMES: Record<OutcomeClass, (error: OmedaError) => Outcome> = {
  'brand-refused': ({ message }) => ({ kind: 'brand-fault', words: message, unclear: false }),
  transient,
  'audience-not-ready': refused('audience-not-ready'),
  modified: refused('modified'),
  'not-in-future': refused('not-in-future'),
  sent: ({ at }) => ({ kind: 'sent', ...(at ? { sentAt: at } : {}) }),
  cancelled: ({ message }) => ({
    kind: 'seen',
    deployment: { status: 'cancelled', name: '', edits: [] },
    refusal: message,
  }),
  'not-authorized': ({ message }) => ({ kind: 'not-authorized', words: message }),
  'not-found': ({ message }) => ({ kind: 'not-found', words: message }),
  permanent,
  'already-assigned': permanent,
  'already-scheduled': permanent,
  'not-scheduled': permanent,
  'managed-in-portal': permanent,
  'not-editable': permanent,
  'list-conflict': permanent,
};

/** Something that a step needs is gone: no call was made, and none will help. */
export class CannotRun extends Error {
  override name = 'CannotRun';
}

/** The outcome of a failed call. Rethrows errors from neither Omeda nor the network. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof CannotRun) return { kind: 'permanent', words: error.message };
  if (!(error instanceof OmedaError)) throw error;
  return OUTCOMES[error.class](error);
}

function permanent({ message }: OmedaError): Outcome {
  return { kind: 'permanent', words: message };
}

function refused(why: 'audience-not-ready' | 'modified' | 'not-in-future') {
  return ({ message }: OmedaError): Outcome => ({ kind: 'refused', why, words: message });
}

function transient({ message, mayHaveTakenEffect, retryAfterMs }: OmedaError): Outcome {
  return {
    kind: 'transient',
    words: message,
    unclear: mayHaveTakenEffect,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
