import type { DeploymentEvent, Drift } from '#events';
import type { Observation, ObservedDeployment } from '../commands.js';
import { callsInDoubt } from '../evolve/calls-in-doubt.js';
import { type Instant, floorToMinute, msBetween } from '../instant.js';
import { isWithdrawn } from '../next/conditions.js';
import type { AtOmeda, Deployment } from '../state.js';
import { isSameSendTime } from '../timing.js';
import type { Draft } from './conclude.js';
import { DRIFT } from '../words.js';
import { sent } from './sent.js';

/** What was observed at Omeda and is not known yet: a late call of ours, or drift. */
export function interpret(draft: Draft, seen: Observation, state: Deployment): DeploymentEvent[] {
  const facts = [...twinsAmong(seen.twins ?? [], state), ...changesOf(seen, state, draft.now)];
  if (facts.length > 0) return facts;
  const { inDoubt } = state;
  const isOver = inDoubt && msBetween(inDoubt.at, draft.now) >= draft.timing.lateCallMs;
  return isOver ? [{ type: 'LateCallsRuledOut', data: {} }] : [];
}

function twinsAmong(found: string[], { twins, omeda }: Deployment): DeploymentEvent[] {
  const others = found.filter((id) => id !== omeda?.trackId && !twins.includes(id));
  return others.map((trackId) => ({ type: 'TwinFound', data: { trackId } }));
}

export function changesOf(
  { deployment }: Observation,
  state: Deployment,
  now: Instant,
): DeploymentEvent[] {
  const { omeda } = state;
  // Sent once: a later observation has no other time for it.
  if (!deployment || !omeda || omeda.sent) return [];
  const { trackId } = omeda;
  switch (deployment.status) {
    case 'sent': {
      const { sentAt = omeda.scheduled?.sendAt ?? now, sentCount } = deployment;
      return [sent(state, trackId, { sentAt, ...(sentCount === undefined ? {} : { sentCount }) })];
    }
    case 'cancelled':
      return cancelled(state, omeda);
    case 'scheduled':
    case 'sending':
      return scheduled(state, omeda, deployment);
    case 'open':
      return open(state, omeda, deployment);
  }
}

function cancelled(state: Deployment, { trackId, cancelledAt }: AtOmeda): DeploymentEvent[] {
  if (cancelledAt) return [];
  const isOurs = callsInDoubt(state, 'cancel').some((request) => request.trackId === trackId);
  if (isOurs) return [{ type: 'DeploymentCancelled', data: { trackId } }];
  return drift(state, 'cancelled', DRIFT.cancelled);
}

function scheduled(state: Deployment, omeda: AtOmeda, seen: ObservedDeployment): DeploymentEvent[] {
  const { scheduledAt } = seen;
  const known = omeda.scheduled;
  if (known && (!scheduledAt || isSame(known, scheduledAt))) return changes(state, omeda, seen);
  const ours = callsInDoubt(state, 'schedule').find(
    (request) => !scheduledAt || isSameSendTime(request, scheduledAt),
  );
  if (ours) {
    const { trackId, sendAt, immediately } = ours;
    const scheduledDate = immediately ? '[NOW]' : '';
    return [{ type: 'DeploymentScheduled', data: { trackId, sendAt, scheduledDate } }];
  }
  return drift(state, 'rescheduled', DRIFT.rescheduled(scheduledAt), scheduledAt);
}

function open(state: Deployment, omeda: AtOmeda, seen: ObservedDeployment): DeploymentEvent[] {
  if (!omeda.scheduled) return changes(state, omeda, seen);
  const { trackId } = omeda;
  if (callsInDoubt(state, 'unschedule').length > 0) {
    return [{ type: 'DeploymentUnscheduled', data: { trackId } }];
  }
  return drift(state, 'unscheduled', DRIFT.unscheduled);
}

/** Changes that do not affect its status. */
function changes(state: Deployment, omeda: AtOmeda, seen: ObservedDeployment): DeploymentEvent[] {
  if (seen.isOurContent === false && omeda.contentHash) {
    return [{ type: 'LateCallLanded', data: { step: 'content' } }];
  }
  const isOlderName = seen.name !== omeda.name && callsInDoubt(state, 'update').length > 0;
  if (isOlderName && omeda.detailsHash) {
    return [{ type: 'LateCallLanded', data: { step: 'update' } }];
  }
  if (!omeda.scheduled) return [];
  const since = floorToMinute(omeda.scheduled.at);
  const edit = seen.edits.find(({ at }) => at >= since);
  if (edit) return drift(state, 'edited', DRIFT.edited(edit.by));
  if (omeda.audience && seen.query !== omeda.audience.query) {
    return drift(state, 'audience-gone', DRIFT.audienceGone);
  }
  return [];
}

function isSame(known: { sendAt: Instant; scheduledDate: string }, seenAt: Instant): boolean {
  const immediately = known.scheduledDate === '[NOW]';
  return isSameSendTime({ sendAt: known.sendAt, immediately }, seenAt);
}

/** Recorded once, and held: it is never overwritten. */
export function drift(
  state: Deployment,
  kind: Drift,
  words: string,
  scheduledFor?: Instant,
): DeploymentEvent[] {
  if (state.drift === kind && state.held) return [];
  const data = { drift: kind, words, ...(scheduledFor ? { scheduledFor } : {}) };
  const drifted: DeploymentEvent = { type: 'Drifted', data };
  if (isWithdrawn(state) || state.held) return [drifted];
  return [drifted, { type: 'DeploymentHeld', data: { by: 'drift', reason: words } }];
}
