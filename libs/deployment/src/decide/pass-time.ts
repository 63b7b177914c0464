import type { PassTime } from '../commands.js';
import { type Instant, earliest, msBetween, plus } from '../instant.js';
import { isIncomplete, isScheduleInDoubt, meansToSchedule } from '../next/conditions.js';
import type { Deployment } from '../state.js';
import type { Timing } from '../timing.js';
import type { Draft } from './conclude.js';
import { HELD } from '../words.js';

/** Whether the newsletter is meant to go out and Omeda has no time for it yet. */
function awaitsSchedule(state: Deployment): boolean {
  const { omeda, held } = state;
  if (!meansToSchedule(state) || !state.sendAt) return false;
  if (held?.by === 'missed' || state.running || omeda?.sent) return false;
  if (isScheduleInDoubt(state)) return false;
  return !omeda?.scheduled;
}

function isBlocked(state: Deployment): boolean {
  return Boolean(state.held ?? state.failed) || isIncomplete(state);
}

/**
 * When a newsletter that is not scheduled becomes *missed*: at its send time if something holds
 * or failed it, otherwise once it is too late to send at once.
 */
export function missedAt(state: Deployment, timing: Timing): Instant | undefined {
  if (!awaitsSchedule(state) || !state.sendAt) return undefined;
  return isBlocked(state) ? state.sendAt : plus(state.sendAt, timing.sendLatenessMs);
}

/** Marks the newsletter missed if its time has passed; returns why not otherwise. */
export function passTime(draft: Draft, { brandHeld }: PassTime): string | undefined {
  const { state, now, timing } = draft;
  const at = state && missedAt(state, timing);
  if (!state?.sendAt || !at) return 'no send time to miss';
  const limit = brandHeld ? earliest(state.sendAt, at) : at;
  if (msBetween(limit, now) < 0) return 'its time has not passed';
  markMissed(draft);
  return undefined;
}

export function markMissed(draft: Draft): void {
  const { state } = draft;
  const sendAt = state?.sendAt;
  if (!state || !sendAt || state.omeda?.scheduled || state.running) return;
  if (!meansToSchedule(state) || isScheduleInDoubt(state)) return;
  draft.add(
    { type: 'DeploymentMissed', data: { sendAt } },
    {
      type: 'DeploymentHeld',
      data: { by: 'missed', reason: HELD.missed },
    },
  );
}
