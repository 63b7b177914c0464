/** The pattern (and routing key) of wake-ups: a deployment's step or timer is due. */
export const STEP_DUE = 'step.due';

/**
 * "Process this deployment now." A wake-up carries no content and decides nothing: its handler reads
 * the deployment and finds out whether the wake-up still stands.
 */
export type WakeUp = {
  deploymentId: string;
  /** Names the wake-up, e.g. `due:7`, `lease:7:2`, `miss:…`; changes whenever the reason does. */
  key: string;
  /** The due step this wake-up is for; null where it is for none. */
  dueId: number | null;
  /** Counts the wake-ups of a deployment, only upwards: of two, the higher is the newer. */
  n: number;
  /** ISO instant, by the sender's clock. */
  sentAt: string;
  /** ISO instant, by the database's clock; no wake-up is delivered before it. */
  dueAt: string;
  site: string;
  postId: number;
  brand: string;
  step: string | null;
  /** Which try of the due step, from 1. */
  attempt: number | null;
  /** The one wake-up that may try a brand while it is held. */
  probe: boolean;
  /** Of the span that led to it (W3C Trace Context), where tracing is on. */
  traceparent?: string;
};

/** What a handler returns. Anything thrown instead means: redeliver it, a limited number of times. */
export type WakeUpOutcome =
  | { kind: 'done' }
  | { kind: 'later'; delayMs: number }
  | { kind: 'rejected'; reason: string };

/** The wake-up is handled, or superseded. */
export const done = (): WakeUpOutcome => ({ kind: 'done' });

/** Not now: redeliver it after this many milliseconds, with a higher `n`. */
export const later = (delayMs: number): WakeUpOutcome => ({ kind: 'later', delayMs });

/** It can never be handled: park it, with the reason for the person who finds it there. */
export const rejected = (reason: string): WakeUpOutcome => ({ kind: 'rejected', reason });
