import type { WireCall } from '../api/types.js';
import type { Leg } from './journey.js';

/** A step with the calls it made. If none were stored, its events say less. */
export type CallGroup = {
  key: string;
  step: string;
  at: string;
  /** Null if the history does not show the step. */
  leg: Leg | null;
  /** In order. */
  calls: WireCall[];
};

/** Steps that called Omeda, the latest first. */
export function callGroups(legs: readonly Leg[], calls: readonly WireCall[]): CallGroup[] {
  const inOrder = calls.toSorted((a, b) => a.id - b.id);
  const madeBy = (dueId: number) => inOrder.filter((call) => call.dueId === dueId);
  const others = new Set(inOrder.map(({ dueId }) => dueId));
  const ofLegs = legs.flatMap((leg) => {
    const made = madeBy(leg.dueId);
    if (made.length === 0 && leg.startedAt === null) return [];
    others.delete(leg.dueId);
    return [groupOf(leg.step, made, leg)];
  });
  const ofOthers = [...others].map(madeBy).map((made) => groupOf(made[0]?.step ?? '', made, null));
  return [...ofLegs, ...ofOthers].toSorted((a, b) => b.at.localeCompare(a.at));
}

function groupOf(step: string, calls: WireCall[], leg: Leg | null): CallGroup {
  const at = leg?.startedAt ?? calls[0]?.beganAt ?? leg?.dueAt ?? '';
  return { key: `${leg?.dueId ?? calls[0]?.dueId} ${step}`, step, at, leg, calls };
}

/** Without what is the same for all calls of a brand. */
export function shortPath(path: string): string {
  return path.replace(/^.*\/webservices\/rest\/brand\/[^/]+/, '');
}
