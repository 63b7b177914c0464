import { atOmeda, done, ended, omedaWithout } from '../evolve/at-omeda.js';
import { without } from '../evolve/evolvers.js';
import type { EffectDescriptor } from './step.js';

export type CancelOutcome = { kind: 'cancelled' };

/** Of the newsletter, or of its twin: twins go first. */
export const cancel: EffectDescriptor<'cancel', CancelOutcome> = {
  words: 'Cancellation',
  readsSnapshots: false,

  request: ({ state: { twins }, trackId }) => ({
    step: 'cancel',
    trackId: twins[0] ?? trackId,
    twin: twins.length > 0,
  }),

  whenInDoubt: (pending) => pending,
  // Resolving only reads.
  mayLandLate: (_request, resolving) => !resolving,

  outcomes: {
    cancelled: (_outcome, { request: { trackId, twin } }) => [
      { type: twin ? 'TwinCancelled' : 'DeploymentCancelled', data: { trackId } },
    ],
  },

  evolve: {
    DeploymentCancelled: (state, _data, at) =>
      atOmeda(done(state, 'cancel', at), (omeda) => ({
        ...omedaWithout(omeda, 'scheduled'),
        cancelledAt: at,
      })),

    TwinCancelled: (state, { trackId }, at) => ({
      ...ended(without(state, 'erred')),
      twins: state.twins.filter((twin) => twin !== trackId),
      lastOutcomeAt: at,
    }),
  },

  sentences: {
    DeploymentCancelled: ({ trackId }) => `Canceled at Omeda: ${trackId}.`,
    TwinCancelled: ({ trackId }) => `Duplicate canceled at Omeda: ${trackId}.`,
  },
};
