import type { DeploymentEvent } from '#events';
import { changedMeanwhile } from '../next/locked-settings.js';
import type { Deployment } from '../state.js';
import type { Adopted } from '../steps/create.js';
import type { Draft } from './conclude.js';
import { drift } from './observed.js';
import { DRIFT } from '../words.js';
import { sent as sentFact } from './sent.js';

/** What Omeda has is adopted; what was done there that the store does not know is recorded. */
export function adopted({ now }: Draft, outcome: Adopted, state: Deployment): DeploymentEvent[] {
  const { trackId, name, omedaTypeId, query, criteria, testsSent } = outcome;
  const { scheduledFor, sent, twins } = outcome;
  const { generation = state.generation } = outcome;
  const known = {
    ...(query ? { query } : {}),
    ...(criteria === undefined ? {} : { criteria }),
    ...(testsSent === undefined ? {} : { testsSent }),
    ...(scheduledFor ? { scheduledFor } : {}),
  };
  return [
    { type: 'DeploymentAdopted', data: { trackId, name, omedaTypeId, generation, ...known } },
    ...(twins ?? []).map((twin) => ({ type: 'TwinFound' as const, data: { trackId: twin } })),
    ...(sent || outcome.isCancelled ? [] : lockedAs(outcome, state)),
    ...(outcome.isCancelled ? drift(state, 'cancelled', DRIFT.cancelled) : []),
    ...(sent ? [sentFact(state, trackId, { sentAt: now, ...sent })] : []),
    ...whatIsThere(outcome, state),
  ];
}

/** It may have been created, or its audience assigned, with other settings than the post has now. */
function lockedAs({ omedaTypeId, query, criteria }: Adopted, state: Deployment): DeploymentEvent[] {
  const known = criteria === undefined ? {} : { criteria };
  return changedMeanwhile(state, {
    omedaTypeId,
    ...(query ? { audience: { query, ...known } } : {}),
  });
}

/** An explicitly named TrackId continues as the post says. */
function whatIsThere(outcome: Adopted, state: Deployment): DeploymentEvent[] {
  const { scheduledFor, sent } = outcome;
  if (state.adoptTrackId || sent) return [];
  const same = outcome.isOurContent ? sameContent(outcome, state) : [];
  if (!scheduledFor) return same;
  if (state.sought?.isDue && state.sought.unconsented && state.intent === 'archive') {
    return [...same, { type: 'ConsentWithdrawn', data: {} }];
  }
  if (state.sought?.isDue) return [...same, ...stillToBeSent(state, scheduledFor)];
  if (!isNewerThanPost(outcome, state)) return same;
  return [...same, ...drift(state, 'rescheduled', DRIFT.afterBackup(scheduledFor), scheduledFor)];
}

function sameContent({ trackId, name }: Adopted, { content }: Deployment): DeploymentEvent[] {
  if (!content) return [];
  const { revision, contentHash, detailsHash } = content;
  const same: DeploymentEvent = {
    type: 'ContentUpdated',
    data: { trackId, revision, contentHash, warnings: [] },
  };
  if (name !== content.name) return [same];
  return [same, { type: 'DeploymentUpdated', data: { trackId, name, detailsHash } }];
}

/**
 * It was scheduled by a consent that the store does not know, for a post that is still published:
 * it goes out at that time, with what the post says now.
 */
function stillToBeSent({ intent, held, consent }: Deployment, sendAt: string): DeploymentEvent[] {
  const isMissed = intent === 'publish' && held?.by === 'missed';
  if (intent !== 'archive' && !isMissed) return [];
  const data = { sendAt, sendAtBy: 'publish' as const, ...(consent ? { consent } : {}) };
  const asked: DeploymentEvent = { type: 'PublishRequested', data };
  if (!isMissed) return [asked];
  return [{ type: 'DeploymentResumed', data: { because: 'new-time' } }, asked];
}

/** Somebody wanted something else of it after the post's last event in the store. */
function isNewerThanPost(outcome: Adopted, { savedAt, intent, sendAt }: Deployment): boolean {
  const { changedAt, scheduledFor, isOurContent } = outcome;
  if (changedAt && savedAt && changedAt < savedAt) return false;
  if (intent === 'publish' && sendAt === scheduledFor) return isOurContent === false;
  return intent === 'publish' || intent === 'draft';
}
