import type { SCHEMA_VERSIONS } from '../catalogue.js';

type StoredType = keyof typeof SCHEMA_VERSIONS;

/** How the service works inside: these may change without telling anybody. */
export const PRIVATE_TYPES: readonly StoredType[] = [
  'PostReceived',
  'ChangedTooLate',
  'ArchivePostSeen',
  'AdoptionRequested',
  'AdoptionSought',
  // `created` says the generation.
  'GenerationStarted',
  'SettingLocked',
  'SequenceReset',
  'SyncRequested',
  'RetryRequested',
  'TestRequested',
  // What comes of it is told: unscheduled, and held.
  'UnscheduleRequested',
  'StepDue',
  'StepWithdrawn',
  'StepStarted',
  'StepReleased',
  'StepErred',
  'StepHadNoEffect',
  'CreateSearchedInVain',
  'StepRefused',
  'LateOutcomeRecorded',
  // A changed send time is asked for anew, and told so.
  'ClockCorrected',
  // What was mended shows in what is done next.
  'LateCallLanded',
  'LookRequested',
  'LateCallsRuledOut',
  'DeploymentUpdated',
  'AudienceProgressed',
  // Mended by itself, or told as failed.
  'AudienceLost',
  'TwinsSearched',
  'TwinFound',
  'TwinCancelled',
  // Of an account, not of a newsletter.
  'BrandHeld',
  'BrandProbeFailed',
  'BrandReleased',
  'BrandClockCorrected',
];
