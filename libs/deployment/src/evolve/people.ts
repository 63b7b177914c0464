import type { HeldBy } from '#events';
import type { Deployment } from '../state.js';
import { type Evolvers, without } from './evolvers.js';
import { putInDoubt } from './in-doubt.js';
import { withdrawnSince } from './withdrawn-since.js';

/** What comes over another hold, which is there again when it is over. */
const KEEPS_BEFORE: readonly HeldBy[] = ['missed', 'stalled'];

/** What people ask for, and holds. */
export const people: Evolvers<
  | 'SequenceReset'
  | 'SyncRequested'
  | 'RetryRequested'
  | 'TestRequested'
  | 'UnscheduleRequested'
  | 'DeploymentHeld'
  | 'DeploymentResumed'
> = {
  SequenceReset: (state) => ({ ...state, sequence: 0 }),

  SyncRequested: (state, _data, at) => ({ ...state, syncAt: at }),

  RetryRequested(state, _data, at) {
    const omeda = state.omeda && { ...state.omeda, modifiedRefusals: 0 };
    return {
      ...without(state, 'failed', 'erred'),
      ...(omeda ? { omeda } : {}),
      lastAsked: 'retry',
      askedAt: at,
    };
  },

  TestRequested: (state, _data, at) => ({ ...state, testRequested: true, askedAt: at }),

  UnscheduleRequested: (state, _data, at) => ({
    ...state,
    ...withdrawnSince(state, at),
    unscheduleRequested: true,
    askedAt: at,
  }),

  DeploymentHeld: (state, { by, reason }, at) => ({
    // A stalled start has no outcome to wait for; any other is awaited even while held.
    ...(by === 'stalled'
      ? without(putInDoubt(state, at), 'syncAt', 'running')
      : without(state, 'syncAt')),
    held: {
      by,
      reason,
      at,
      ...(KEEPS_BEFORE.includes(by) && state.held ? { before: state.held } : {}),
    },
  }),

  DeploymentResumed: (state, { because }, at) => ({
    ...(because === 'person' ? resumed(state) : released(state)),
    silentStarts: 0,
    askedAt: at,
  }),
};

/** What stalled goes on. What held it before still does: to take it back is what may have stalled. */
function resumed(state: Deployment): Deployment {
  const { held } = state;
  const before = held?.by === 'stalled' ? held.before : undefined;
  return { ...(before ? { ...state, held: before } : released(state)), lastAsked: 'resume' };
}

function released(state: Deployment): Deployment {
  return without(state, 'held', 'unscheduleRequested', 'drift');
}
