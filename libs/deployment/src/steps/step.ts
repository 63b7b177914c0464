import type {
  DeploymentEvent,
  DeploymentEventType,
  EffectStep,
  ReadStep,
  RequestOf,
  Step,
  StepEvents,
  StepRequest,
} from '#events';
import type { Draft } from '../decide/conclude.js';
import type { Evolvers } from '../evolve/evolvers.js';
import type { Instant } from '../instant.js';
import type { AtOmeda, Content, Deployment, Due } from '../state.js';
import type { Sentences } from '../status/wording.js';
import type { Timing } from '../timing.js';

/** The input of a request. */
export type Asking = {
  state: Deployment;
  content: Content | undefined;
  /** Empty before Omeda has issued one. */
  trackId: string;
  deploymentId: string;
  now: Instant;
  timing: Timing;
};

/** The step whose outcome is reported; only steps that were started have a request. */
export type Reported = { draft: Draft; state: Deployment; due: Due; request?: StepRequest };
type ReportedEffect<S extends EffectStep> = Reported & { request: RequestOf<S> };

/** What each outcome is recorded as. */
export type OutcomeHandlers<O extends { kind: string }, R extends Reported> = {
  [K in O['kind']]: (outcome: Extract<O, { kind: K }>, reported: R) => DeploymentEvent[];
};

type EventOf<S extends Step> = Extract<keyof StepEvents[S & keyof StepEvents], DeploymentEventType>;

type Descriptor<S extends Step, O extends { kind: string }, R extends Reported> = {
  /** Its name in sentences. */
  words: string;
  outcomes: OutcomeHandlers<O, R>;
  evolve: Evolvers<EventOf<S>>;
  sentences: Sentences<EventOf<S>>;
  /**
   * Of steps before *schedule*: whether Omeda does not have yet what this one sends. The first
   * that is left, in the order of the table, is the one to take.
   */
  isLeft?: (state: Deployment) => boolean;
  /** Whether it is to be taken now; by default, whenever it is left. */
  isToBeTaken?: (state: Deployment) => boolean;
};

/** All that the domain knows of a step that only reads from Omeda. */
export type ReadDescriptor<S extends ReadStep, O extends { kind: string }> = Descriptor<
  S,
  O,
  Reported
>;

/** All that the domain knows of a step that changes something at Omeda. */
export type EffectDescriptor<S extends EffectStep, O extends { kind: string }> = Descriptor<
  S,
  O,
  ReportedEffect<S>
> & {
  /** What the call requests from Omeda, with all that resolving it later needs to know. */
  request: (asking: Asking) => RequestOf<S>;
  /**
   * How to resolve a start whose effect is not known. `repeat`: it replaces, or Omeda reports that it
   * was done. A function: nothing else is done before it is resolved, by this request.
   */
  whenInDoubt: 'repeat' | ((pending: RequestOf<S>, asking: Asking) => RequestOf<S>);
  /** Whether a call without a response may take effect after calls that were made since. */
  mayLandLate: (request: RequestOf<S>, resolving: boolean) => boolean;
  /** Whether it reads the content or the settings, which must not be erased before it. */
  readsSnapshots: boolean;
  /** What is not known to be there from the start of the call until its outcome. */
  replaces?: readonly OptionalOf<AtOmeda>[];
  /** What the start of the call changes in what is known of Omeda, whatever its outcome. */
  begun?: (omeda: AtOmeda) => AtOmeda;
};

type OptionalOf<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];
