import type { FactsOf } from './envelope.js';
import type { Person } from './people.js';
import type { EffectStep, EventsOfSteps, Step, StepRequest } from './steps.js';

export type PostEventType =
  | 'post.saved'
  | 'post.published'
  | 'post.scheduled'
  | 'post.unpublished'
  | 'post.trashed'
  | 'post.restored'
  | 'post.deleted';

/** `publish`: send soon after the act; `schedule`: send at the post's own date. */
export type ConsentMode = 'publish' | 'schedule';

/** A person with the right to send meant the post to go out as a newsletter. */
export type Consent = {
  /** Of the act: publishing, scheduling, or choosing another time. */
  id: string;
  by: Person;
  /** When the person acted, by the sender's clock. */
  at: string;
  mode: ConsentMode;
};

/** What publishing does, set per deployment type. */
export type OnPublish = 'schedule' | 'test' | 'nothing';

/** Something people must know; `code` is stable, `words` is for reading. */
export type Notice = {
  code: string;
  words: string;
  field?: string;
  /** Where to find it in the post: `link "Read more"`, `image chart.png`. */
  place?: string;
};

/** What the editor wants sent: hashes and facts, never the content itself. */
export type WantedContent = {
  /** SHA-256 of all that the content call sends. */
  contentHash: string;
  /** SHA-256 of the settings snapshot, which holds testers' addresses and campaign. */
  settingsHash: string;
  /** SHA-256 of deployment name, campaign and testers: what *update* sends. */
  detailsHash: string;
  /** Deployment name at Omeda, 80 characters at most. */
  name: string;
  omedaTypeId?: number;
  audienceQuery?: string;
  outputCriteria?: string;
  onPublish: OnPublish;
  /** Why nothing can be sent to Omeda yet. */
  problems: Notice[];
  warnings: Notice[];
};

export type WithdrawnReason =
  | 'unpublished'
  | 'type-removed'
  | 'trashed'
  | 'deleted'
  | 'cancelled-by-person';

export type HeldBy = 'person' | 'drift' | 'missed' | 'stalled';

export type Drift =
  | 'cancelled'
  | 'unscheduled'
  | 'rescheduled'
  | 'edited'
  /** By releases before 0.2.0: nobody changed the newsletter. */
  | 'owner-inactive'
  | 'audience-gone';

/** Instants that were recorded from `from` to `to` are to be read as moved by `byMs`. */
export type ClockCorrection = { step: number; from: string; to: string; byMs: number };

type WhatIsWanted = {
  DeploymentRequested: { site: string; brand: string; post: { id: number; uid: string } };
  /** A WordPress event as received, whether or not it changed anything. */
  PostReceived: {
    event: PostEventType;
    sequence: number;
    postStatus: string;
    title: string;
    /** The post's own time; omitted by releases before 0.2.0. */
    postDate?: string | null;
    /** An older sequence than one seen before: recorded, changes nothing. */
    stale: boolean;
    /** Why it changes nothing, if that needs an explanation. */
    ignored?: 'sent' | 'final';
  };
  ContentChanged: WantedContent & { revision: number };
  /** Changed within two minutes of the send time, or later: it is sent as it was. */
  ChangedTooLate: { revision: number };
  /** Published without consent to send it: shown, and waits for a person. */
  ArchivePostSeen: Record<string, never>;
  AdoptionRequested: { trackId: string };
  /** Nothing is to be created for it; a store older than Omeda may not know of an existing one. */
  AdoptionSought: {
    /** The post says that nobody consents: what is found scheduled is taken back. */
    unconsented?: true;
  };
  PublishRequested: {
    sendAt: string;
    sendAtBy: 'post-date' | 'publish' | 'person';
    /** What requested it; omitted for a person at the API, and by releases before 0.2.0. */
    consent?: Consent;
  };
  /** The post is still published or scheduled, and nobody consents to send it any more. */
  ConsentWithdrawn: Record<string, never>;
  Withdrawn: { reason: WithdrawnReason };
  PostRestored: Record<string, never>;
  /** The previous deployment was cancelled; a new one is created at Omeda. */
  GenerationStarted: { generation: number };
  SettingLocked: {
    field: 'omedaTypeId' | 'audienceQuery' | 'outputCriteria';
    kept: string;
    asked: string;
  };
};

type WhatPeopleDo = {
  /** A sender's fault had pinned the post: no later event was newer. */
  SequenceReset: { from: number };
  SyncRequested: Record<string, never>;
  RetryRequested: { step: Step };
  TestRequested: Record<string, never>;
  UnscheduleRequested: Record<string, never>;
  DeploymentHeld: { by: HeldBy; reason: string };
  /** `stillHeld`: by what held it before a step stalled. */
  DeploymentResumed: { because: 'person' | 'publish' | 'new-time' | 'clock'; stillHeld?: true };
};

type HowStepsRun = {
  StepDue: {
    dueId: number;
    step: Step;
    revision: number;
    attempt: number;
    dueAt: string;
    reason: string;
  };
  StepWithdrawn: { dueId: number; step: Step; reason: string };
  StepStarted: {
    dueId: number;
    /** 1 for the first start of this due step; later ones resolve an earlier one first. */
    startNo: number;
    step: EffectStep;
    attempt: number;
    /** An earlier start may have reached Omeda: check before calling. */
    settling: boolean;
    leaseUntil: string;
    worker: string;
    request: StepRequest;
  };
  /** The brand, not the step, was at fault: the step stays due and no attempt is used. */
  StepReleased: { dueId: number; step: Step; words: string; unclear: boolean };
  /** A temporary failure: due again at `retryAt`. */
  StepErred: {
    dueId: number;
    step: Step;
    attempt: number;
    words: string;
    retryAt: string;
    /** The call may have taken effect at Omeda. */
    unclear: boolean;
    /** A search right after found nothing. */
    searchedEmpty: boolean;
  };
  /** Resolving found that the earlier start had no effect. */
  StepHadNoEffect: { dueId: number; step: EffectStep };
  CreateSearchedInVain: { dueId: number };
  /** Omeda refused for a reason that another step fixes. */
  StepRefused: {
    dueId: number;
    step: Step;
    why: 'modified' | 'not-in-future' | 'no-central-name' | 'audience-not-ready';
    words: string;
  };
  DeploymentFailed: {
    dueId: number;
    step: Step;
    attempt: number;
    words: string;
    /** The last call may have taken effect at Omeda. */
    unclear: boolean;
  };
  /** An outcome that arrived after another had resolved the step. */
  LateOutcomeRecorded: { dueId: number; startNo: number; outcome: string };
};

type WhatTheClockDid = {
  /** The database's clock was wrong for a while, or is no longer bridged. */
  ClockCorrected: ClockCorrection;
};

type WhatOmedaHas = {
  /** A second deployment with our marker was found; it is to be cancelled. */
  TwinFound: { trackId: string };
  DeploymentMissed: { sendAt: string };
  /** The store may be older than Omeda, which is to be checked. */
  LookRequested: Record<string, never>;
};

export type DeploymentEventMap = WhatIsWanted &
  WhatPeopleDo &
  HowStepsRun &
  WhatTheClockDid &
  WhatOmedaHas &
  EventsOfSteps;
export type DeploymentEvent = FactsOf<DeploymentEventMap>;
export type DeploymentEventType = keyof DeploymentEventMap;
export type DeploymentEventOf<T extends DeploymentEventType> = Extract<
  DeploymentEvent,
  { type: T }
>;
