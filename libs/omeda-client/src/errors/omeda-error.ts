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

/** What a failed call means for its caller; `outcome-table.ts` maps texts to meanings. */
export type OutcomeClass =
  /** The app id is invalid: no call of this brand will succeed until somebody replaces it. */
  | 'brand-refused'
  /** The same request will be refused again. */
  | 'permanent'
  /** Omeda or the connection failed; the same request may succeed later. */
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
  /** Sent, scheduled, approved or cancelled: a lookup shows which. */
  | 'not-editable'
  /** The owner is not active, or may not do this. */
  | 'not-authorized'
  | 'not-found'
  | 'list-conflict';

export type Failure = {
  call: OmedaCall;
  /** HTTP status; absent if there was no response. */
  status?: number;
  /** Omeda's own words, or ours if it had none. */
  texts: string[];
  class: OutcomeClass;
  /** How long Omeda asked to wait, in milliseconds. */
  retryAfterMs?: number;
  /** True if the call may have taken effect although it failed. Never true of a read. */
  mayHaveTakenEffect: boolean;
  /** The instant (ISO, UTC) that Omeda's text names, of classes already-scheduled and sent. */
  at?: string;
};

/** The one error of this library for any failure of Omeda or the network; its message is the texts. */
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
