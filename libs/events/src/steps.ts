import type { CatalogueEntry } from './catalogue.js';
import type { Drift, Notice } from './deployment-events.js';

/** The calls that move a deployment forward. `await-audience` and `watch` only read. */
export const STEPS = [
  'create',
  'update',
  'audience',
  'await-audience',
  'content',
  'test',
  'schedule',
  'unschedule',
  'cancel',
  'watch',
] as const;

export type Step = (typeof STEPS)[number];

/** Steps that only read from Omeda; they run without a lease and record only what changed. */
const READ_STEPS = ['await-audience', 'watch'] as const satisfies Step[];

export type ReadStep = (typeof READ_STEPS)[number];

/** Steps that change something at Omeda; each start is recorded, with a lease, before the call. */
export type EffectStep = Exclude<Step, ReadStep>;

export function isReadStep(step: Step): step is ReadStep {
  return READ_STEPS.some((known) => known === step);
}

/**
 * What a started step requests from Omeda, as recorded before the call: to resolve a start
 * without an outcome, a deployer knows from it what to search for.
 */
export type StepRequest =
  | {
      step: 'create';
      /**
       * Each searches first for what Omeda has with our marker. `search`: only that; `adopt`: take
       * over a known TrackId.
       */
      mode: 'create' | 'search' | 'search-then-create' | 'adopt';
      name: string;
      omedaTypeId: number;
      /** Instant requested as DeploymentDate. */
      deploymentDate: string;
      settingsHash: string;
      detailsHash: string;
      /** Put into Notes, so that a search can identify our deployments. */
      marker: string;
      /** Candidates of a search were created at or after this instant. */
      since: string;
      adoptTrackId?: string;
      /** Nothing is to be created: it only searches for what may exist from before a backup. */
      seek?: boolean;
      /** What Omeda's content is compared with if one is adopted. */
      contentHash?: string;
    }
  | {
      step: 'update';
      trackId: string;
      name: string;
      deploymentDate: string;
      settingsHash: string;
      detailsHash: string;
    }
  | {
      step: 'audience';
      trackId: string;
      query: string;
      outputCriteria?: string;
      /** An earlier list failed to load and must be removed first. */
      removeFirst: boolean;
      /** The query of that list, if it is another one. */
      removeQuery?: string;
    }
  | { step: 'content'; trackId: string; contentHash: string }
  | {
      step: 'test';
      trackId: string;
      contentHash: string;
      /** This many of the tests that Omeda shows may be of earlier calls. */
      testsBefore: number;
      /** When the first of the calls in doubt began, or this one; omitted by releases before 0.2.0. */
      since?: string;
    }
  | {
      step: 'schedule';
      trackId: string;
      sendAt: string;
      immediately: boolean;
      /** Set if an older content call may take effect late: what Omeda has is compared first. */
      contentHash?: string;
      /** Set if a create was repeated: search once more for its twin before scheduling. */
      twinSearch?: { name: string; omedaTypeId: number; marker: string; since: string };
    }
  | { step: 'unschedule'; trackId: string }
  | { step: 'cancel'; trackId: string; twin: boolean };

export type RequestOf<S extends EffectStep> = Extract<StepRequest, { step: S }>;

/** What Omeda counts for a newsletter that was sent; null if unknown. */
export type Results = {
  sentCount: number | null;
  bounceCount: number | null;
  uniqueOpens: number | null;
  totalOpens: number | null;
  uniqueClicks: number | null;
  totalClicks: number | null;
  /** The most clicked links, the first one most. */
  links: LinkResults[];
};

export type LinkResults = { url: string; clicks: number; uniqueClicks: number | null };

type Complete<T extends Record<Step, object>> = T;

/** What each step records of what Omeda has; a step without its entry does not compile. */
export type StepEvents = Complete<{
  create: {
    DeploymentCreated: {
      trackId: string;
      generation: number;
      name: string;
      omedaTypeId: number;
      detailsHash: string;
      /** Created by an earlier attempt whose response was lost, found by search. */
      found: boolean;
    };
    DeploymentAdopted: {
      trackId: string;
      generation: number;
      name: string;
      omedaTypeId: number;
      query?: string;
      /** Of the query, empty for none; omitted if Omeda does not say. */
      criteria?: string;
      testsSent?: number;
      scheduledFor?: string;
    };
  };
  update: {
    DeploymentUpdated: {
      trackId: string;
      name: string;
      detailsHash: string;
      /** What could not be changed; omitted if nothing. */
      warnings?: Notice[];
    };
  };
  audience: {
    /** `listId` is null if the response with it was lost. */
    AudienceAssigned: {
      trackId: string;
      listId: string | null;
      query: string;
      /** Omeda was asked to call back once it has loaded the list. */
      callsBack?: boolean;
      /** As Omeda has them, empty for none; omitted if they are those of the request. */
      criteria?: string;
    };
  };
  'await-audience': {
    AudienceProgressed: { status: string };
    /** A callback arrived. Anyone could have sent it: the status is read again. */
    AudienceReported: Record<string, never>;
    AudienceReady: { recipientCount: number | null; warning?: string };
    /** The list could not be loaded or is gone; the next assignment removes it first. */
    AudienceLost: { words: string };
  };
  content: {
    ContentUpdated: {
      trackId: string;
      revision: number;
      contentHash: string;
      warnings: Notice[];
    };
  };
  test: {
    TestSent: {
      trackId: string;
      revision: number;
      contentHash: string;
      warnings: Notice[];
      /** Testers may have got a second copy. */
      repeated: boolean;
    };
  };
  schedule: {
    DeploymentScheduled: {
      trackId: string;
      sendAt: string;
      /** As sent to Omeda: US Central `yyyy-MM-dd HH:mm`, or `[NOW]`. */
      scheduledDate: string;
    };
    TwinsSearched: { trackIds: string[] };
  };
  unschedule: { DeploymentUnscheduled: { trackId: string } };
  cancel: {
    DeploymentCancelled: { trackId: string };
    TwinCancelled: { trackId: string };
  };
  watch: {
    DeploymentSent: { trackId: string; sentAt: string; sentCount?: number };
    /** Omeda sent what should no longer go out since `withdrawnAt`. */
    SentAfterWithdrawal: {
      trackId: string;
      sentAt: string;
      sentCount?: number;
      withdrawnAt: string;
    };
    /** `scheduledFor`: when it goes out now, if known. */
    Drifted: { drift: Drift; words: string; scheduledFor?: string };
    /** An older call of ours took effect after a newer one, which is repeated. */
    LateCallLanded: { step: 'content' | 'update' };
    /** This long after a call without a response, it can no longer take effect. */
    LateCallsRuledOut: Record<string, never>;
    /** What readers did with it, at the latest `hours` after it was sent. */
    ResultsRecorded: { trackId: string; hours: number } & Results;
    /** Omeda has no results, and will not: they are not read again. */
    ResultsUnavailable: { words: string };
  };
}>;

/** All members of a union at once. */
type AllOf<U> = (U extends U ? (member: U) => void : never) extends (all: infer I) => void
  ? I
  : never;

export type EventsOfSteps = AllOf<StepEvents[keyof StepEvents]>;

/** The events of steps in the catalogue. */
export const STEP_EVENTS: Record<keyof EventsOfSteps, CatalogueEntry> = {
  DeploymentCreated: { version: 1, isPublic: true },
  DeploymentAdopted: { version: 1, isPublic: true },
  DeploymentUpdated: { version: 1, isPublic: false },
  AudienceAssigned: { version: 1, isPublic: true },
  AudienceProgressed: { version: 1, isPublic: false },
  AudienceReported: { version: 1, isPublic: false },
  AudienceReady: { version: 1, isPublic: true },
  // It recovers, or is announced as failed.
  AudienceLost: { version: 1, isPublic: false },
  ContentUpdated: { version: 1, isPublic: true },
  TestSent: { version: 1, isPublic: true },
  DeploymentScheduled: { version: 1, isPublic: true },
  TwinsSearched: { version: 1, isPublic: false },
  DeploymentUnscheduled: { version: 1, isPublic: true },
  DeploymentCancelled: { version: 1, isPublic: true },
  TwinCancelled: { version: 1, isPublic: false },
  DeploymentSent: { version: 1, isPublic: true },
  SentAfterWithdrawal: { version: 1, isPublic: true },
  Drifted: { version: 1, isPublic: true },
  // A correction shows in what is done next.
  LateCallLanded: { version: 1, isPublic: false },
  LateCallsRuledOut: { version: 1, isPublic: false },
  ResultsRecorded: { version: 1, isPublic: true },
  // The absence of further results needs no event.
  ResultsUnavailable: { version: 1, isPublic: false },
};
