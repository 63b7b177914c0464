import { atOmeda, done, ended } from '../evolve/at-omeda.js';
import { contentToCheck } from '../evolve/calls-in-doubt.js';
import { without } from '../evolve/evolvers.js';
import { latest } from '../instant.js';
import { meansToSchedule } from '../next/conditions.js';
import { markerOf } from '../state.js';
import type { Asking, EffectDescriptor } from './step.js';

export type ScheduleOutcome =
  | { kind: 'scheduled'; scheduledDate: string }
  /** TrackIds of second deployments with our marker; empty: searched and found none. */
  | { kind: 'twins'; trackIds: string[] }
  /** Omeda has another content than the last one sent. */
  | { kind: 'other-content' };

export const schedule: EffectDescriptor<'schedule', ScheduleOutcome> = {
  words: 'Scheduling',
  // Only for comparison; but what it refuses as modified is tested again.
  readsSnapshots: true,
  isLeft: () => true,
  isToBeTaken: meansToSchedule,

  request(asking) {
    const { state, trackId, now } = asking;
    const contentHash = contentToCheck(state);
    const sendAt = latest(state.sendAt);
    return {
      step: 'schedule',
      trackId,
      sendAt,
      immediately: sendAt <= now,
      ...(contentHash ? { contentHash } : {}),
      ...twinSearch(asking),
    };
  },

  whenInDoubt: (pending) => pending,
  // Resolving only reads.
  mayLandLate: (_request, resolving) => !resolving,

  outcomes: {
    scheduled: ({ scheduledDate }, { request: { trackId, sendAt } }) => [
      { type: 'DeploymentScheduled', data: { trackId, sendAt, scheduledDate } },
    ],
    twins: ({ trackIds }) => [{ type: 'TwinsSearched', data: { trackIds } }],
    'other-content': () => [{ type: 'LateCallLanded', data: { step: 'content' } }],
  },

  evolve: {
    DeploymentScheduled(state, { sendAt, scheduledDate }, at) {
      const rest = without(done(state, 'schedule', at), 'syncAt');
      // Found out after it was given up.
      const known = rest.failed?.step === 'schedule' ? without(rest, 'failed') : rest;
      return atOmeda(known, (omeda) => ({
        ...omeda,
        scheduled: { sendAt, scheduledDate, at },
        modifiedRefusals: 0,
      }));
    },

    TwinsSearched: (state, { trackIds }, at) => ({
      ...atOmeda(ended(state), (omeda) => ({ ...omeda, twinsSearched: true })),
      twins: [...new Set([...state.twins, ...trackIds])],
      lastOutcomeAt: at,
    }),
  },

  sentences: {
    DeploymentScheduled: ({ scheduledDate, sendAt }, { minute }) => {
      if (scheduledDate === '[NOW]') return 'Handed to Omeda to send immediately.';
      const asAsked = scheduledDate ? ` (${scheduledDate} US Central)` : '';
      return `Scheduled at Omeda for ${minute(sendAt)}${asAsked}.`;
    },
    TwinsSearched: ({ trackIds }) =>
      trackIds.length === 0
        ? 'Searched Omeda for a duplicate: none.'
        : `Duplicates found at Omeda: ${trackIds.join(', ')}.`,
  },
};

/** If a create was repeated, a twin may exist. */
function twinSearch({ state, deploymentId }: Asking) {
  const { createRepeated, generation, omeda } = state;
  if (!createRepeated || omeda?.twinsSearched) return {};
  return { twinSearch: { ...createRepeated, marker: markerOf(deploymentId, generation) } };
}
