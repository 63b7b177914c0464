import type { Drift } from '#events';
import type { Instant } from '../instant.js';
import type { AtOmeda, Deployment } from '../state.js';
import { type Evolvers, without } from './evolvers.js';
import { atOmeda, unscheduled } from './omeda.js';
import { ended } from './running.js';

/** What changed at Omeda without an answer to a call of ours. */
export const drift: Evolvers<'Drifted' | 'LateCallLanded' | 'LookRequested' | 'LateCallsRuledOut'> =
  {
    Drifted: (state, { drift, words, scheduledFor }, at) => {
      const seen = {
        ...without(ended(state), 'erred'),
        drift,
        lastError: { step: 'watch' as const, words, at, attempt: 1 },
      };
      return atOmeda(seen, (omeda) => drifted(omeda, { drift, scheduledFor, at }));
    },

    LateCallLanded: (state, { step }, at) =>
      atOmeda(
        { ...withContentChecked(ended(state), step), lastOutcomeAt: at },
        ({ testedHash: _tested, ...omeda }) => {
          const { contentHash, detailsHash, ...rest } = omeda;
          if (step === 'content') return detailsHash ? { ...rest, detailsHash } : rest;
          return contentHash ? { ...rest, contentHash } : rest;
        },
      ),

    LookRequested: (state, _data, at) => ({
      ...state,
      doubt: { requests: [], ...state.doubt, at },
    }),

    LateCallsRuledOut: (state) => without(state, 'doubt'),
  };

function withContentChecked(state: Deployment, step: 'content' | 'update'): Deployment {
  const { doubt } = state;
  return doubt && step === 'content'
    ? { ...state, doubt: { ...doubt, isContentChecked: true } }
    : state;
}

type Drifting = { drift: Drift; scheduledFor: Instant | undefined; at: Instant };

/** Omeda has it as its portal left it. */
function drifted(omeda: AtOmeda, { drift, scheduledFor, at }: Drifting): AtOmeda {
  switch (drift) {
    case 'cancelled':
      return { ...unscheduled(omeda), cancelledAt: at };
    case 'unscheduled':
      return unscheduled(omeda);
    case 'rescheduled': {
      if (!scheduledFor) return unscheduled(omeda);
      const scheduled = { sendAt: scheduledFor, scheduledDate: '', at };
      return { ...omeda, scheduled };
    }
    case 'audience-gone': {
      const { audience: _gone, ...rest } = omeda;
      return rest;
    }
    case 'edited':
    case 'owner-inactive':
      return omeda;
  }
}
