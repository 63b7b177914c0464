import { missedAt } from './decide/pass-time.js';
import type { Instant } from './instant.js';
import type { State } from './state.js';
import { TIMING, type Timing } from './timing.js';

export type Timer = { at: Instant; key: string };

/**
 * When a deployment must be processed next: its step is due, the lease of a start expires, or
 * its send time passes. The key changes whenever the reason does.
 */
export function timerOf(state: State, timing: Timing = TIMING): Timer | undefined {
  if (!state) return undefined;
  const { running, due } = state;
  if (running) {
    return { at: running.leaseUntil, key: `lease:${running.due.dueId}:${running.startNo}` };
  }
  const missed = missedAt(state, timing);
  const next = due && { at: due.dueAt, key: `due:${due.dueId}:${state.starts}` };
  if (missed && (!next || missed < next.at)) return { at: missed, key: `miss:${missed}` };
  return next;
}
