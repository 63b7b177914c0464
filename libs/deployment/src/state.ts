import type {
  Consent,
  Drift,
  EffectStep,
  HeldBy,
  Notice,
  Results,
  Step,
  StepRequest,
  WantedContent,
} from '#events';
import type { Instant } from './instant.js';

export type Content = WantedContent & { revision: number };

/** What the editor wants to happen to the newsletter. */
export type Intent =
  | 'draft'
  /** Published without consent to send it: waits for a person. */
  | 'archive'
  | 'publish'
  | 'trashed'
  /** Final: deleted in WordPress, or cancelled by a person. */
  | 'deleted'
  | 'cancelled';

export type Due = {
  dueId: number;
  step: Step;
  revision: number;
  attempt: number;
  dueAt: Instant;
  reason: string;
};

export type Running = {
  due: Due;
  step: EffectStep;
  startNo: number;
  leaseUntil: Instant;
  startedAt: Instant;
  /** An earlier start of the call may have reached Omeda. */
  resolving: boolean;
  request: StepRequest;
};

/** Calls without a response, which may take effect at Omeda late, after calls that were made since. */
export type InDoubt = {
  at: Instant;
  requests: StepRequest[];
  /** Compared once: Omeda may rewrite HTML. */
  isContentChecked?: boolean;
};

/** A start whose effect at Omeda is not known. */
export type Unresolved = {
  request: StepRequest;
  /** When a search for what it may have created last found nothing. */
  searchedEmptyAt?: Instant;
};

export type Audience = {
  listId: string | null;
  query: string;
  /** Empty for none; undefined if it was assigned by somebody else. */
  criteria?: string;
  assignedAt: Instant;
  status?: string;
  /** The last good poll that came after a failed one: polls continue from there. */
  recoveredAt?: Instant;
  /** Omeda calls back once it is loaded: polls are only the fallback. */
  callsBack?: true;
  reportedAt?: Instant;
  readyAt?: Instant;
  recipientCount?: number | null;
};

/** `withdrawnAt`: since when it should not have gone out. */
export type Sent = { sentAt: Instant; sentCount?: number; withdrawnAt?: Instant };

/** What Omeda has: a field is set only while it is true as far as we know. */
export type AtOmeda = {
  trackId: string;
  name: string;
  omedaTypeId: number;
  detailsHash?: string;
  createdAt: Instant;
  audience?: Audience;
  /** The query of an unusable list, which is to be removed. */
  lostQuery?: string;
  contentHash?: string;
  contentRevision?: number;
  testedHash?: string;
  testsSent: number;
  /** Calls of *test* that began, whatever their outcome: Omeda has no more tests of ours. */
  testCalls: number;
  scheduled?: { sendAt: Instant; scheduledDate: string; at: Instant };
  /** How often *schedule* was refused because the message was modified, for this content. */
  modifiedRefusals: number;
  /** *schedule* must wait for the send time itself and then send `[NOW]`. */
  scheduleAtSendTime?: boolean;
  twinsSearched?: boolean;
  cancelledAt?: Instant;
  sent?: Sent;
  results?: Results & { hours: number; at: Instant };
  /** Omeda has no more results. */
  resultsEnded?: true;
  warnings: Notice[];
};

export type Failure = { step: Step; words: string; at: Instant; attempt: number };

/** `before`: what held it when its time passed, or when a step stalled. */
type Hold = { by: HeldBy; reason: string; at: Instant; before?: Hold };

export type Deployment = {
  site: string;
  brand: string;
  post: { id: number; uid: string };
  generation: number;
  requestedAt: Instant;

  /** Highest sequence seen. */
  sequence: number;
  postStatus: string;
  title: string;

  intent: Intent;
  content?: Content;
  revision: number;
  adoptTrackId?: string;
  /** When a search at Omeda for one that the store does not know was last requested. */
  sought?: { at: Instant; isDue: boolean; unconsented?: true };
  sendAt?: Instant;
  sendAtBy?: 'post-date' | 'publish' | 'person';
  /** When it was requested. */
  sendAskedAt?: Instant;
  /** The post's own time when it was last seen published or scheduled, on a whole minute. */
  postDate?: Instant;
  /** The consent in force. */
  consent?: Consent;
  /** Ids of consents that an unpublish or the trash ended: none of them sends again. */
  usedConsentIds: string[];
  /** Set if an archived post may still be scheduled at Omeda by an earlier consent. */
  takenBack?: boolean;
  /** When it was last taken back: by its post, or by a person who unscheduled it. */
  withdrawnAt?: Instant;
  testRequested?: boolean;
  unscheduleRequested?: boolean;
  /** Last save that counted, changed or not. */
  savedAt?: Instant;
  /** Last save that changed what is wanted. */
  changedAt?: Instant;
  /** First save that Omeda does not have yet. */
  firstUnsentAt?: Instant;
  /** Last withdrawal, publish or request of a person. */
  askedAt?: Instant;
  /** A person's last request, until something happens other than its step's start. */
  lastAsked?: 'retry' | 'resume';
  /** Set while gaps and debounce are dropped. */
  syncAt?: Instant;
  notices: Notice[];

  /** Revision that came too late for what is scheduled. */
  tooLateRevision?: number;

  omeda?: AtOmeda;
  /** TrackIds of second deployments with our marker, to be cancelled. */
  twins: string[];
  unresolved?: Unresolved;
  inDoubt?: InDoubt;
  /** Set if a create was repeated after one of unknown effect: a twin may exist. */
  createRepeated?: { name: string; omedaTypeId: number; since: Instant };
  lastOutcomeAt?: Instant;
  lastOutcome?: EffectStep;

  due?: Due;
  running?: Running;
  dueCount: number;
  /** Starts of the due step since the last outcome. */
  silentStarts: number;
  starts: number;
  erred?: { step: Step; revision: number; attempt: number; retryAt: Instant; at: Instant };
  lastError?: Failure;
  failed?: Failure;
  held?: Hold;
  /** The last correction of the clock that was taken into account. */
  clockStep?: number;
  /** The last drift that was recorded, until somebody acts on it. */
  drift?: Drift;
};

/** `undefined` until the first event: an empty stream has no deployment. */
export type State = Deployment | undefined;

/** The part of a twin-proof marker that Omeda keeps in Notes. */
export function markerOf(deploymentId: string, generation: number): string {
  return `newsletter-connector ${deploymentId} generation ${generation}`;
}

/** The generation of the deployment with these Notes, if they carry the marker of this one. */
export function generationIn(notes: string, marker: string): number | undefined {
  const anyGeneration = marker.replace(/\d+$/, '');
  const start = notes.indexOf(anyGeneration);
  if (start === -1) return undefined;
  const number = Number.parseInt(notes.slice(start + anyGeneration.length), 10);
  return Number.isNaN(number) ? undefined : number;
}

const MARKER = /newsletter-connector ([\da-f]{8}-[\da-f-]{27}) generation \d+/;

/** The owner of a deployment, by its Notes. */
export function markedBy(notes: string): string | undefined {
  return MARKER.exec(notes)?.[1];
}
