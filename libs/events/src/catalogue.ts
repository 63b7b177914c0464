import type { BrandEvent } from './brand-events.js';
import type { DeploymentEvent } from './deployment-events.js';

type KnownType = DeploymentEvent['type'] | BrandEvent['type'];

/**
 * Every stored event type with its present schema version. A change of shape raises the version here
 * and adds a step to UPCASTERS that lifts the old shape.
 */
export const SCHEMA_VERSIONS: Record<KnownType, number> = {
  DeploymentRequested: 1,
  PostReceived: 1,
  ContentChanged: 1,
  ChangedTooLate: 1,
  ArchivePostSeen: 1,
  AdoptionRequested: 1,
  PublishRequested: 1,
  Withdrawn: 1,
  PostRestored: 1,
  GenerationStarted: 1,
  SettingLocked: 1,
  SyncRequested: 1,
  RetryRequested: 1,
  TestRequested: 1,
  UnscheduleRequested: 1,
  DeploymentHeld: 1,
  DeploymentResumed: 1,
  StepDue: 1,
  StepWithdrawn: 1,
  StepStarted: 1,
  StepReleased: 1,
  StepErred: 1,
  StepHadNoEffect: 1,
  CreateSearchedInVain: 1,
  StepRefused: 1,
  DeploymentFailed: 1,
  LateOutcomeRecorded: 1,
  DeploymentCreated: 1,
  DeploymentAdopted: 1,
  DeploymentUpdated: 1,
  AudienceAssigned: 1,
  AudienceProgressed: 1,
  AudienceReady: 1,
  AudienceLost: 1,
  ContentUpdated: 1,
  TestSent: 1,
  DeploymentScheduled: 1,
  DeploymentUnscheduled: 1,
  DeploymentCancelled: 1,
  TwinsSearched: 1,
  TwinFound: 1,
  TwinCancelled: 1,
  DeploymentSent: 1,
  DeploymentMissed: 1,
  Drifted: 1,
  BrandHeld: 1,
  BrandProbeFailed: 1,
  BrandReleased: 1,
};
