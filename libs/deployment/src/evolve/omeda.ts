import type { EffectStep, Notice } from '#events';
import type { Instant } from '../instant.js';
import type { AtOmeda, Deployment } from '../state.js';
import { type Evolvers, without } from './evolvers.js';
import { ended, soughtBy } from './running.js';

function done(state: Deployment, step: EffectStep, at: Instant): Deployment {
  return { ...without(ended(state), 'erred'), lastOutcomeAt: at, lastOutcome: step };
}

/** Changes what Omeda has; without a deployment there, a fact about it changes nothing. */
export function atOmeda(state: Deployment, change: (omeda: AtOmeda) => AtOmeda): Deployment {
  return state.omeda ? { ...state, omeda: change(state.omeda) } : state;
}

export function unscheduled(omeda: AtOmeda): AtOmeda {
  const rest = { ...omeda };
  delete rest.scheduled;
  return rest;
}

function made(trackId: string, name: string, omedaTypeId: number, createdAt: Instant): AtOmeda {
  return {
    trackId,
    name,
    omedaTypeId,
    createdAt,
    testsSent: 0,
    modifiedRefusals: 0,
    warnings: [],
  };
}

function warningsOf(omeda: AtOmeda, step: string, warnings: Notice[]): Notice[] {
  const others = omeda.warnings.filter(({ field }) => field !== step);
  return [...others, ...warnings.map((notice) => ({ ...notice, field: step }))];
}

/** Facts about what Omeda has. */
export const omeda: Evolvers<
  | 'DeploymentCreated'
  | 'DeploymentAdopted'
  | 'DeploymentUpdated'
  | 'AudienceAssigned'
  | 'AudienceProgressed'
  | 'AudienceReady'
  | 'AudienceLost'
  | 'ContentUpdated'
  | 'TestSent'
  | 'DeploymentScheduled'
  | 'DeploymentUnscheduled'
  | 'DeploymentCancelled'
  | 'TwinsSearched'
  | 'TwinFound'
  | 'TwinCancelled'
  | 'DeploymentSent'
  | 'DeploymentMissed'
> = {
  DeploymentCreated(state, { trackId, name, omedaTypeId, detailsHash }, at) {
    const created = { ...made(trackId, name, omedaTypeId, at), detailsHash };
    return { ...done(soughtBy(state), 'create', at), omeda: created };
  },

  DeploymentAdopted(state, data, at) {
    const { trackId, generation, name, omedaTypeId, query, testsSent, scheduledFor } = data;
    const adopted: AtOmeda = {
      ...made(trackId, name, omedaTypeId, at),
      testsSent: testsSent ?? 0,
      ...(query ? { audience: { listId: null, query, assignedAt: at } } : {}),
      ...(scheduledFor
        ? { scheduled: { sendAt: scheduledFor, scheduledDate: scheduledFor, at } }
        : {}),
    };
    return { ...done(soughtBy(state), 'create', at), generation, omeda: adopted };
  },

  DeploymentUpdated: (state, { name, detailsHash }, at) =>
    // What was tested had other testers or another name: Omeda wants a test after each change.
    atOmeda(done(state, 'update', at), ({ testedHash: _tested, ...omeda }) => ({
      ...omeda,
      name,
      detailsHash,
    })),

  AudienceAssigned: (state, { listId, query }, at) =>
    atOmeda(done(state, 'audience', at), ({ audienceLost: _lost, ...omeda }) => ({
      ...omeda,
      audience: { listId, query, assignedAt: at },
    })),

  AudienceProgressed: (state, { status }, at) =>
    atOmeda(without(state, 'erred'), (omeda) => {
      if (!omeda.audience) return omeda;
      const again = state.erred?.step === 'await-audience' ? { recoveredAt: at } : {};
      return { ...omeda, audience: { ...omeda.audience, status, ...again } };
    }),

  AudienceReady: (state, { recipientCount, warning }, at) =>
    atOmeda(without(state, 'erred'), (omeda) => ({
      ...omeda,
      ...(omeda.audience ? { audience: { ...omeda.audience, readyAt: at, recipientCount } } : {}),
      warnings: warningsOf(
        omeda,
        'audience',
        warning ? [{ code: 'audience-warning', words: warning }] : [],
      ),
    })),

  AudienceLost: (state) =>
    atOmeda(state, (omeda) => {
      const rest = { ...omeda, audienceLost: true };
      delete rest.audience;
      return rest;
    }),

  ContentUpdated(state, { revision, contentHash, warnings }, at) {
    const updated = atOmeda(done(state, 'content', at), (omeda) => ({
      ...omeda,
      contentHash,
      contentRevision: revision,
      warnings: warningsOf(omeda, 'content', warnings),
    }));
    const { content, changedAt } = updated;
    const isLatest = content?.contentHash === contentHash;
    return isLatest || !changedAt ? updated : { ...updated, firstUnsentAt: changedAt };
  },

  TestSent: (state, { contentHash, warnings }, at) =>
    atOmeda(without(done(state, 'test', at), 'testRequested'), (omeda) => ({
      ...omeda,
      testedHash: contentHash,
      testsSent: omeda.testsSent + 1,
      warnings: warningsOf(omeda, 'test', warnings),
    })),

  DeploymentScheduled: (state, { sendAt, scheduledDate }, at) =>
    atOmeda(without(done(state, 'schedule', at), 'syncAt'), (omeda) => ({
      ...omeda,
      scheduled: { sendAt, scheduledDate, at },
      modifiedRefusals: 0,
    })),

  DeploymentUnscheduled: (state, _data, at) =>
    atOmeda(without(done(state, 'unschedule', at), 'unscheduleRequested'), unscheduled),

  DeploymentCancelled: (state, _data, at) =>
    atOmeda(done(state, 'cancel', at), (omeda) => ({ ...unscheduled(omeda), cancelledAt: at })),

  TwinsSearched: (state, { trackIds }, at) => ({
    ...atOmeda(ended(state), (omeda) => ({ ...omeda, twinsSearched: true })),
    twins: [...new Set([...state.twins, ...trackIds])],
    lastOutcomeAt: at,
  }),

  TwinFound: (state, { trackId }) => ({
    ...state,
    twins: [...new Set([...state.twins, trackId])],
  }),

  TwinCancelled: (state, { trackId }, at) => ({
    ...ended(without(state, 'erred')),
    twins: state.twins.filter((twin) => twin !== trackId),
    lastOutcomeAt: at,
  }),

  DeploymentSent: (state, { sentAt, sentCount }) =>
    atOmeda(without(ended(state), 'due', 'erred', 'failed', 'held', 'syncAt'), (omeda) => ({
      ...omeda,
      sent: sentCount === undefined ? { sentAt } : { sentAt, sentCount },
    })),

  DeploymentMissed: (state) => without(state, 'erred'),
};
