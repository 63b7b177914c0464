import type {
  ClockCorrection,
  Consent,
  DeploymentEvent,
  PostEventType,
  WantedContent,
} from '#events';
import type { Instant } from './instant.js';
import type { StepOutcome } from './steps/steps.js';

/** What WordPress reports, with content already rendered to hashes. */
export type ReceivePost = {
  kind: 'receive-post';
  site: string;
  brand: string;
  post: { id: number; uid: string };
  event: PostEventType;
  sequence: number;
  postStatus: string;
  title: string;
  /** The post's own time, UTC; required if it is to be sent at that time. */
  postDate: Instant | null;
  /** Null: nobody consented to send it. Omitted by senders that do not record consent. */
  consent?: Consent | null;
  /** The event itself as a person's act, by the sender's clock: consent if none is recorded. */
  act: Omit<Consent, 'mode'>;
  /** When the event was signed, by the sender's clock (webhook-timestamp). */
  signedAt: Instant;
  /** Null if the post has no deployment type. */
  content: WantedContent | null;
  publishDelayMs: number;
  adoptTrackId?: string;
  /** Drop debounce and gaps (`Prefer: wait`). */
  immediately: boolean;
};

/** A deployer requests to run what is due, or to resolve a start whose lease has expired. */
export type Start = {
  kind: 'start';
  deploymentId: string;
  dueId: number;
  worker: string;
  /** Longest a call may take; the lease is this plus a margin. */
  callTimeoutMs: number;
};

/** What a deployer learned of a step. `startNo` is 0 for steps that only read. */
export type Report = { kind: 'report'; dueId: number; startNo: number; outcome: Outcome };

/** What a lookup of a deployment returns. Instants as Omeda has them: whole minutes. */
export type ObservedDeployment = {
  status: 'open' | 'scheduled' | 'sending' | 'sent' | 'cancelled';
  name: string;
  scheduledAt?: Instant;
  sentAt?: Instant;
  sentCount?: number;
  /** The audience query that is assigned. */
  query?: string;
  /** Changes by others than its owner and approver. */
  edits: { by: string; at: Instant }[];
  /** Whether its HTML is the one that was sent last; only if that was checked. */
  isOurContent?: boolean;
};

/** What was observed at Omeda; `twins` are other deployments with our marker. */
export type Observation = {
  kind: 'seen';
  deployment?: ObservedDeployment;
  twins?: string[];
  refusal?: string;
};

/** The outcome of a step: what its descriptor says, or what any step may report. */
export type Outcome = StepOutcome | SharedOutcome;

export type SharedOutcome =
  | Observation
  /** The earlier start had no effect. */
  | { kind: 'no-effect' }
  /** Without `sentAt` Omeda did not say when. */
  | { kind: 'sent'; sentAt?: Instant; sentCount?: number }
  | { kind: 'not-authorized'; words: string }
  /** Omeda does not know its TrackId, or not yet. */
  | { kind: 'not-found'; words: string }
  | {
      kind: 'refused';
      why: 'modified' | 'not-in-future' | 'no-central-name' | 'audience-not-ready';
      words: string;
    }
  | {
      kind: 'transient';
      words: string;
      /** The call may have taken effect. */
      unclear: boolean;
      searchedEmpty?: boolean;
      retryAfterMs?: number;
    }
  | { kind: 'permanent'; words: string }
  /** The brand is at fault: its key is refused, Omeda does not respond at all, or it has too many calls. */
  | { kind: 'brand-fault'; words: string; unclear: boolean; retryAfterMs?: number };

/** The send time may have passed for a newsletter that is not scheduled. */
export type PassTime = { kind: 'pass-time'; brandHeld: boolean };

/** Requests of people; who made them is in the event's metadata. */
export type Action =
  | { kind: 'sync-now' }
  | { kind: 'retry' }
  | { kind: 'hold'; reason?: string }
  | { kind: 'resume' }
  /** `at`: an instant, or `now`. */
  | { kind: 'send'; at: string }
  | { kind: 'send-test' }
  | { kind: 'unschedule' }
  | { kind: 'cancel' }
  /** The next event counts, whatever its sequence. */
  | { kind: 'reset-sequence' };

/** The store was restored from a backup: what Omeda has is to be compared with it. */
export type Compare = { kind: 'compare' };

/** The database's clock was wrong for a while: what was recorded then is corrected. */
export type CorrectClock = { kind: 'correct-clock' } & ClockCorrection;

/** Omeda, or anyone who knows the address, says that the audience is loaded. */
export type ReportAudience = { kind: 'report-audience' };

export type Command =
  | ReceivePost
  | Start
  | Report
  | PassTime
  | Compare
  | CorrectClock
  | ReportAudience
  | Action;

/** The events of a decision, or none and why. `conflict`: it was requested but is not possible now. */
export type Decision = { facts: DeploymentEvent[]; because?: string; conflict?: boolean };

export function nothing(because: string): Decision {
  return { facts: [], because };
}

export function conflict(because: string): Decision {
  return { facts: [], because, conflict: true };
}
