import type { ClockCorrection } from '#events';
import { isSameJson } from '../canonical-json.js';
import type { CorrectClock } from '../commands.js';
import { corrected, isRecordedIn } from '../evolve/clock.js';
import { without } from '../evolve/evolvers.js';
import { type Instant, plus } from '../instant.js';
import type { Deployment } from '../state.js';
import type { Draft } from './conclude.js';
import { missedAt } from './pass-time.js';

const MINUTE_MS = 60_000;

/** Corrects what was recorded by a wrong clock; what is due follows from that. */
export function correctClock(draft: Draft, command: CorrectClock): string | undefined {
  const { kind: _kind, ...by } = command;
  const before = draft.state;
  if (!before) return 'this newsletter does not exist';
  if (before.omeda?.sent) return 'it was sent';
  if ((before.clockStep ?? 0) >= by.step) return 'it was already corrected';
  if (isSameJson(before, corrected(before, by))) return 'nothing was recorded then';
  draft.add({ type: 'ClockCorrected', data: by });
  if (draft.state && before.intent === 'publish') correctSending(draft, before, by);
  return undefined;
}

function correctSending(draft: Draft, before: Deployment, by: ClockCorrection): void {
  const { held, sendAtBy, consent } = before;
  const sendAt = sendTime(before, by);
  const wasMissed = held?.by === 'missed' && isRecordedIn(by, held.at);
  if (wasMissed && isToCome(draft, sendAt)) {
    draft.add({ type: 'DeploymentResumed', data: { because: 'clock' } });
    // What a person held before stays held.
    if (held.before) {
      const { by: holder, reason } = held.before;
      draft.add({ type: 'DeploymentHeld', data: { by: holder, reason } });
    }
  }
  if (!sendAt || !sendAtBy || sendAt === before.sendAt || draft.state?.unscheduleRequested) return;
  const data = { sendAt, sendAtBy, ...(consent ? { consent } : {}) };
  draft.add({ type: 'PublishRequested', data });
}

function isToCome({ state, timing, now }: Draft, sendAt: Instant | undefined): boolean {
  const free = state && { ...without(state, 'held'), ...(sendAt ? { sendAt } : {}) };
  const passesAt = free && missedAt(free, timing);
  return passesAt !== undefined && passesAt > now;
}

/** A post's own date does not depend on the clock; other send times were computed from it. */
function sendTime(before: Deployment, by: ClockCorrection): Instant | undefined {
  const { sendAt, sendAtBy, sendAskedAt } = before;
  if (!sendAt || !isRecordedIn(by, sendAskedAt)) return sendAt;
  if (sendAtBy === 'person') return sendAt === sendAskedAt ? plus(sendAt, by.byMs) : sendAt;
  return sendAtBy === 'publish' ? toMinute(plus(sendAt, by.byMs)) : sendAt;
}

/** A jump is known to some milliseconds: they must not cost a minute. */
function toMinute(at: Instant): Instant {
  return new Date(Math.round(Date.parse(at) / MINUTE_MS) * MINUTE_MS).toISOString();
}
