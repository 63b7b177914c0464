import type { HeldBy } from '#events';
import type { Deployment } from '../state.js';
import { type Evolvers, without } from './evolvers.js';
import { putInDoubt } from './in-doubt.js';
import { withdrawnSince } from './withdrawn-since.js';

/** Replaces another hold for now, which returns when this one is over. */
const KEEPS_BEFORE: readonly HeldBy[] = ['missed', 'stalled'];

/** Requests of people, and holds. */
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

  DeploymentResumed: (state, { because, stillHeld }, at) => ({
    ...(stillHeld ? heldAsBefore(state) : released(state)),
    ...(because === 'person' ? { lastAsked: 'resume' as const } : {}),
    silentStarts: 0,
    askedAt: at,
  }),
};

function heldAsBefore(state: Deployment): Deployment {
  const before = state.held?.before;
  return before ? { ...state, held: before } : state;
}

function released(state: Deployment): Deployment {
  return without(state, 'held', 'unscheduleRequested', 'drift');
}
