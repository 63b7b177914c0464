import { atOmeda, done, omedaWithout } from '../evolve/at-omeda.js';
import { without } from '../evolve/evolvers.js';
import type { EffectDescriptor } from './step.js';

export type UnscheduleOutcome = { kind: 'unscheduled' };

export const unschedule: EffectDescriptor<'unschedule', UnscheduleOutcome> = {
  words: 'Unscheduling',
  readsSnapshots: false,
  isLeft: ({ omeda }) => omeda?.scheduled !== undefined,

  request: ({ trackId }) => ({ step: 'unschedule', trackId }),
  whenInDoubt: (pending) => pending,
  // Resolving only reads.
  mayLandLate: (_request, resolving) => !resolving,

  outcomes: {
    unscheduled: (_outcome, { request: { trackId } }) => [
      { type: 'DeploymentUnscheduled', data: { trackId } },
    ],
  },

  evolve: {
    DeploymentUnscheduled: (state, _data, at) =>
      atOmeda(without(done(state, 'unschedule', at), 'unscheduleRequested'), (omeda) =>
        omedaWithout(omeda, 'scheduled'),
      ),
  },

  sentences: { DeploymentUnscheduled: () => 'Unscheduled at Omeda.' },
};
