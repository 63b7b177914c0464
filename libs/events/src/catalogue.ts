import type { BrandEvent } from './brand-events.js';
import type { DeploymentEvent } from './deployment-events.js';
import type { StreamId } from './envelope.js';
import { STEP_EVENTS } from './steps.js';

/** What streams of each category hold. */
export type EventsOfCategory = { deployment: DeploymentEvent; brand: BrandEvent };

type KnownType = EventsOfCategory[StreamId['category']]['type'];

/** The present schema version, and whether it is announced to other services (`public/table.ts`). */
export type CatalogueEntry = { version: number; isPublic: boolean };

/**
 * Every stored event type. A change of shape raises the version here and adds a step to UPCASTERS
 * that lifts the old shape. What is not public may change without notice.
 */
const CATALOGUE: Record<KnownType, CatalogueEntry> = {
  ...STEP_EVENTS,
  DeploymentRequested: { version: 1, isPublic: true },
  PostReceived: { version: 1, isPublic: false },
  ContentChanged: { version: 1, isPublic: true },
  ChangedTooLate: { version: 1, isPublic: false },
  ArchivePostSeen: { version: 1, isPublic: false },
  AdoptionRequested: { version: 1, isPublic: false },
  AdoptionSought: { version: 1, isPublic: false },
  PublishRequested: { version: 1, isPublic: true },
  ConsentWithdrawn: { version: 1, isPublic: true },
  Withdrawn: { version: 1, isPublic: true },
  PostRestored: { version: 1, isPublic: true },
  // `created` says the generation.
  GenerationStarted: { version: 1, isPublic: false },
  SettingLocked: { version: 1, isPublic: false },
  SequenceReset: { version: 1, isPublic: false },
  SyncRequested: { version: 1, isPublic: false },
  RetryRequested: { version: 1, isPublic: false },
  TestRequested: { version: 1, isPublic: false },
  // Its consequences are announced: unscheduled, and held.
  UnscheduleRequested: { version: 1, isPublic: false },
  DeploymentHeld: { version: 1, isPublic: true },
  DeploymentResumed: { version: 1, isPublic: true },
  StepDue: { version: 1, isPublic: false },
  StepWithdrawn: { version: 1, isPublic: false },
  StepStarted: { version: 1, isPublic: false },
  StepReleased: { version: 1, isPublic: false },
  StepErred: { version: 1, isPublic: false },
  StepHadNoEffect: { version: 1, isPublic: false },
  CreateSearchedInVain: { version: 1, isPublic: false },
  StepRefused: { version: 1, isPublic: false },
  DeploymentFailed: { version: 1, isPublic: true },
  LateOutcomeRecorded: { version: 1, isPublic: false },
  // A changed send time is requested again, and announced that way.
  ClockCorrected: { version: 1, isPublic: false },
  TwinFound: { version: 1, isPublic: false },
  DeploymentMissed: { version: 1, isPublic: true },
  LookRequested: { version: 1, isPublic: false },
  // Of an account, not of a newsletter.
  BrandHeld: { version: 1, isPublic: false },
  BrandProbeFailed: { version: 1, isPublic: false },
  BrandReleased: { version: 1, isPublic: false },
  BrandClockCorrected: { version: 1, isPublic: false },
};

const entries = Object.entries(CATALOGUE) as [KnownType, CatalogueEntry][];

/** Every stored event type with its present schema version. */
export const SCHEMA_VERSIONS = Object.fromEntries(
  entries.map(([type, { version }]) => [type, version]),
) as Record<KnownType, number>;

/** How the service works inside. */
export const PRIVATE_TYPES: readonly KnownType[] = entries.flatMap(([type, { isPublic }]) =>
  isPublic ? [] : [type],
);
