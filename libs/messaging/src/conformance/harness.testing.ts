import type { Parked, WakeUpStrategy } from '../strategy.js';
import type { WakeUp } from '../wake-up.js';
import type { WakeUpContext } from '../wake-up-context.js';

/** What a suite wants delivered; the harness makes a wake-up of it, each with a higher `n`. */
export type Wake = { deploymentId: string; key: string };

/** Returns a `TickOutcome`, a promise or an Observable of one, or, being wrong, anything else. */
export type WakeUpHandler = (wakeUp: WakeUp, context: WakeUpContext) => unknown;

export type StartOptions = {
  concurrency?: number;
  drainLimitMs?: number;
  /** How soon a dead process's wake-ups reappear, where no broker notices at once. */
  visibilityMs?: number;
};

export type RunningApp = {
  strategy: WakeUpStrategy;
  /** What Nest ran around the handler, in order: `guard`, `interceptor`, `pipe`. */
  trace: string[];
  /** An orderly end: drains. */
  close(): Promise<void>;
  /** Ends like a killed process: nothing it has in progress reaches the transport. */
  crash(): Promise<void>;
};

/** A transport for the conformance suite. One is made for each spec. */
export type TransportHarness = {
  /** A process with the handler; undefined: one whose app handles nothing. */
  start(handler: WakeUpHandler | undefined, options: StartOptions): Promise<RunningApp>;
  /** A later wake of the same deployment supersedes the earlier. */
  send(wake: Wake, delayMs: number): Promise<void>;
  /** A wake-up without a brand. */
  sendMalformed(wake: Wake): Promise<void>;
  /** It is not wanted any more. A broker may still deliver it. */
  withdraw(wake: Wake): Promise<void>;
  parked(): Promise<Parked[]>;
  close(): Promise<void>;
};
