/** The calls by the name that errors carry. */
export type OmedaCall =
  | 'create'
  | 'update'
  | 'addAudience'
  | 'removeAudience'
  | 'audienceStatus'
  | 'setContent'
  | 'sendTest'
  | 'approvals'
  | 'schedule'
  | 'unschedule'
  | 'cancel'
  | 'lookup'
  | 'search'
  | 'contentLookup'
  | 'deploymentTypes';

/** What a failed call means for its caller; `outcome-table.ts` says which text means what. */
export type OutcomeClass =
  /** The app id is dead: no call of this brand will pass until somebody replaces it. */
  | 'brand-refused'
  /** The same request will be refused again. */
  | 'permanent'
  /** Omeda or the way there failed; the same request may pass later. */
  | 'transient'
  | 'audience-not-ready'
  | 'already-assigned'
  /** `at` is the instant it is scheduled for. */
  | 'already-scheduled'
  | 'not-scheduled'
  | 'cancelled'
  /** `at` is the instant it was sent on. */
  | 'sent'
  /** The content was changed after the test. */
  | 'modified'
  | 'not-in-future'
  | 'managed-in-portal'
  /** Sent, scheduled, approved or cancelled: a lookup tells which. */
  | 'not-editable'
  /** The owner is not active, or may not do this. */
  | 'not-authorized'
  | 'not-found'
  | 'list-conflict';

export type Failure = {
  call: OmedaCall;
  /** HTTP status; absent when no answer came. */
  status?: number;
  /** Omeda's own words, or ours where it had none. */
  texts: string[];
  class: OutcomeClass;
  /** What Omeda asked to wait, in milliseconds. */
  retryAfterMs?: number;
  /** True when the call may have done its work although it failed. Never true of a read. */
  mayHaveTakenEffect: boolean;
  /** The instant (ISO, UTC) that Omeda's text names, of classes already-scheduled and sent. */
  at?: string;
};

/** The one error of this library for whatever Omeda or the network did; its message is the texts. */
export class OmedaError extends Error {
  override readonly name = 'OmedaError';
  readonly call: OmedaCall;
  readonly status?: number;
  readonly texts: readonly string[];
  readonly class: OutcomeClass;
  readonly retryAfterMs?: number;
  readonly mayHaveTakenEffect: boolean;
  readonly at?: string;

  // No `cause`: a foreign error may carry the request, and with it the key.
  constructor(failure: Failure) {
    super(failure.texts.join(' '));
    this.call = failure.call;
    this.texts = failure.texts;
    this.class = failure.class;
    this.mayHaveTakenEffect = failure.mayHaveTakenEffect;
    if (failure.status !== undefined) this.status = failure.status;
    if (failure.retryAfterMs !== undefined) this.retryAfterMs = failure.retryAfterMs;
    if (failure.at !== undefined) this.at = failure.at;
  }
}
