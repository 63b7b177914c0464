import { type Evolvers, without } from './evolvers.js';

/** What is known of Omeda, but not through a step. */
export const omeda: Evolvers<'TwinFound' | 'DeploymentMissed' | 'LookRequested'> = {
  TwinFound: (state, { trackId }) => ({
    ...state,
    twins: [...new Set([...state.twins, trackId])],
  }),

  DeploymentMissed: (state) => without(state, 'erred'),

  LookRequested: (state, _data, at) => ({
    ...state,
    inDoubt: { requests: [], ...state.inDoubt, at },
  }),
};
