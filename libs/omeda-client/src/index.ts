export type { OmedaAccount } from './account.js';
export {
  DEFAULT_TIMEOUT_MS,
  type OmedaClient,
  type OmedaClientOptions,
  createOmedaClient,
} from './client.js';
export type { CallOptions } from './wire.js';
export type { Exchange } from './exchange/exchange.js';
export {
  type Failure,
  type OmedaCall,
  OmedaError,
  type OutcomeClass,
} from './errors/omeda-error.js';
export { fromCentral, toCentral } from './central.js';
export { type DeploymentStatus, isScheduled } from './status.js';
export type { CreateInput, Created } from './calls/create.js';
export type { Tester } from './calls/testers.js';
export type { UpdateInput } from './calls/update.js';
export type { AddAudienceInput, AudienceAdded } from './calls/add-audience.js';
export type { RemoveAudienceInput } from './calls/remove-audience.js';
export type { AudienceLoadStatus, AudienceStatus } from './calls/audience-status.js';
export type { SetContentInput, Warned } from './calls/set-content.js';
export type { Approvals, TestSent } from './calls/approvals.js';
export type { ScheduleInput, Scheduled } from './calls/schedule.js';
export type { DeploymentDetails, LinkClicks, Modification } from './calls/lookup.js';
export type { Found, SearchInput, SearchStatus } from './calls/search.js';
export { searchNotCancelled } from './not-cancelled.js';
export type { DeploymentType } from './calls/deployment-types.js';
