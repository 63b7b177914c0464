import type { Instant } from '../instant.js';
import type { State } from '../state.js';

/** Whether people acted on it, its post changed, or it was held after `at`; its own steps do not count. */
export function wasChangedSince(state: State, at: Instant | undefined): boolean {
  if (!state || at === undefined) return false;
  const since = Date.parse(at);
  const changes = [state.askedAt, state.savedAt, state.syncAt, state.held?.at];
  return changes.some((change) => change !== undefined && Date.parse(change) > since);
}
