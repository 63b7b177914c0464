import type { Parked, WakeUpStrategy } from '../strategy.js';
import type { WakeUp } from '../wake-up.js';
import type { WakeUpContext } from '../wake-up-context.js';

/** What a suite wants delivered; the harness makes a wake-up of it, each with a higher `n`. */
export type Wake = { deploymentId: string; key: string };

/** Answers a `TickOutcome`, a promise or an Observable of one, or, being wrong, anything else. */
export type WakeUpHandler = (wakeUp: WakeUp, context: WakeUpContext) => unknown;

export type StartOptions = {
  concurrency?: number;
  drainLimitMs?: number;
  /** How soon wake-ups in the hands of a dead process show again, where no broker notices at once. */
  visibilityMs?: number;
};

export type RunningApp = {
  strategy: WakeUpStrategy;
  /** What Nest ran around the handler, in order: `guard`, `interceptor`, `pipe`. */
  trace: string[];
  /** The orderly end: drains. */
  close(): Promise<void>;
  /** Ends as a killed process does: nothing it still has in hand reaches the transport. */
  crash(): Promise<void>;
};

/** A transport as the conformance suite sees it. One is made for each spec. */
export type TransportHarness = {
  /** A process with the handler; undefined: one whose app handles nothing. */
  start(handler: WakeUpHandler | undefined, options: StartOptions): Promise<RunningApp>;
  /** A later wake of the same deployment supersedes the earlier. */
  send(wake: Wake, delayMs: number): Promise<void>;
  /** A wake-up without a brand. */
  sendMalformed(wake: Wake): Promise<void>;
  /** It is not wanted any more. A broker may deliver it all the same. */
  withdraw(wake: Wake): Promise<void>;
  parked(): Promise<Parked[]>;
  close(): Promise<void>;
};
