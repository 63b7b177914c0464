import type { Notice } from '#events';
import type { Deployment } from '../state.js';
import { lockedSettings } from '../next/locked-settings.js';
import { withRates } from './results.js';
import { isIncomplete, isStalled, isWithdrawn, mustSeek } from '../next/conditions.js';

export const STATUS_NAMES = [
  'no-type',
  'incomplete',
  'archived',
  'requested',
  'created',
  'audience-assigned',
  'audience-ready',
  'content-updated',
  'test-sent',
  'scheduled',
  'sent',
  'sent-after-withdrawal',
  'missed',
  'held',
  'failed',
  'withdrawn',
  'cancelled',
] as const;

export type StatusName = (typeof STATUS_NAMES)[number];

/** Omeda sent it, as intended or not. */
export function isSent(status: string): boolean {
  return status === 'sent' || status === 'sent-after-withdrawal';
}

/** Where a newsletter stands, in one word. */
export function statusName(state: Deployment): StatusName {
  const { omeda, held, failed } = state;
  if (omeda?.sent) return omeda.sent.withdrawnAt ? 'sent-after-withdrawal' : 'sent';
  if (failed && !held) return 'failed';
  if (isStalled(state)) return 'held';
  if (isWithdrawn(state)) return isAtOmeda(state) ? 'withdrawn' : 'cancelled';
  if (held) return held.by === 'missed' ? 'missed' : 'held';
  return progress(state);
}

/** Whether Omeda has any of it, or may get it from a create that is not resolved. */
function isAtOmeda(state: Deployment): boolean {
  const { omeda, running, unresolved } = state;
  if (omeda) return !omeda.cancelledAt;
  return mustSeek(state) || running?.step === 'create' || unresolved?.request.step === 'create';
}

function progress(state: Deployment): StatusName {
  const { omeda, content, intent } = state;
  if (omeda?.scheduled) return 'scheduled';
  if (omeda?.cancelledAt) return 'cancelled';
  if (!content) return 'no-type';
  if (intent === 'archive') return 'archived';
  if (isIncomplete(state)) return 'incomplete';
  if (!omeda) return 'requested';
  if (!omeda.audience) return 'created';
  if (!omeda.audience.readyAt) return 'audience-assigned';
  if (omeda.contentHash !== content.contentHash) return 'audience-ready';
  return omeda.testedHash === content.contentHash ? 'test-sent' : 'content-updated';
}

/** The status document: all that people see of a deployment. Times are ISO instants, UTC. */
export function statusOf(state: Deployment) {
  const { content, omeda, held, failed, lastError } = state;
  return {
    site: state.site,
    brand: state.brand,
    post: { ...state.post, status: state.postStatus, title: state.title },
    generation: state.generation,
    sequence: state.sequence,
    status: statusName(state),
    trackId: omeda?.trackId ?? null,
    wanted: wantedOf(state),
    achieved: achievedOf(state),
    due: dueOf(state),
    running: runningOf(state),
    held: held ? { by: held.by, reason: held.reason, at: held.at } : null,
    failed: failed ?? null,
    lastError: lastError ?? null,
    problems: content?.problems ?? [],
    warnings: warningsOf(state),
  };
}

function wantedOf({ intent, revision, sendAt, sendAtBy, content }: Deployment) {
  return {
    intent,
    revision,
    sendAt: sendAt ?? null,
    sendAtBy: sendAtBy ?? null,
    name: content?.name ?? null,
    omedaTypeId: content?.omedaTypeId ?? null,
    audienceQuery: content?.audienceQuery ?? null,
    onPublish: content?.onPublish ?? null,
    contentHash: content?.contentHash ?? null,
  };
}

function dueOf({ due }: Deployment) {
  if (!due) return null;
  const { dueId, step, dueAt, attempt, reason } = due;
  return { dueId, step, at: dueAt, attempt, reason };
}

function runningOf({ running }: Deployment) {
  if (!running) return null;
  return { step: running.step, since: running.startedAt, attempt: running.due.attempt };
}

function achievedOf({ omeda }: Deployment) {
  if (!omeda) return null;
  const { audience, scheduled, sent, results } = omeda;
  return {
    trackId: omeda.trackId,
    name: omeda.name,
    omedaTypeId: omeda.omedaTypeId,
    audience: audience
      ? {
          query: audience.query,
          status: audience.readyAt ? 'ready' : (audience.status ?? 'assigned'),
          recipientCount: audience.recipientCount ?? null,
        }
      : null,
    contentHash: omeda.contentHash ?? null,
    contentRevision: omeda.contentRevision ?? null,
    testedHash: omeda.testedHash ?? null,
    testsSent: omeda.testsSent,
    scheduled: scheduled
      ? { sendAt: scheduled.sendAt, scheduledDate: scheduled.scheduledDate }
      : null,
    cancelledAt: omeda.cancelledAt ?? null,
    sent: sent ?? null,
    results: results ? withRates(results) : null,
  };
}

function warningsOf(state: Deployment): Notice[] {
  const { content, omeda, notices } = state;
  const current = notices.filter((notice) => isStillSo(state, notice));
  return [...(content?.warnings ?? []), ...(omeda?.warnings ?? []), ...current];
}

function isStillSo(
  { content, omeda, tooLateRevision }: Deployment,
  { code, field }: Notice,
): boolean {
  if (code === 'too-late') return tooLateRevision === content?.revision;
  if (code !== 'setting-locked') return true;
  return content === undefined || lockedSettings(omeda, content).some((one) => one.field === field);
}

export type StatusDocument = ReturnType<typeof statusOf>;
