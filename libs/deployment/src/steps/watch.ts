import type { Drift, Results } from '#events';
import { atOmeda, ended, omedaWithout } from '../evolve/at-omeda.js';
import { without } from '../evolve/evolvers.js';
import type { Instant } from '../instant.js';
import { readingAt } from '../next/results.js';
import type { AtOmeda, Deployment, Sent } from '../state.js';
import { resultsInWords } from '../status/results.js';
import { quoted } from '../status/wording.js';
import type { ReadDescriptor } from './step.js';

const OF_LATE_CALL = { content: 'content', update: 'update of name and testers' };

export type WatchOutcome = { kind: 'results' } & Results;

/** Observes what happened to the newsletter at Omeda. Any step may report what it observes. */
export const watch: ReadDescriptor<'watch', WatchOutcome> = {
  words: 'Status check at Omeda',

  outcomes: {
    results({ kind: _kind, ...results }, { draft: { now, timing }, state: { omeda } }) {
      if (!omeda?.sent) return [];
      const hours = readingAt(omeda.sent, now, timing);
      return [{ type: 'ResultsRecorded', data: { trackId: omeda.trackId, hours, ...results } }];
    },
  },

  evolve: {
    DeploymentSent: sent,
    SentAfterWithdrawal: sent,

    Drifted: (state, { drift, words, scheduledFor }, at) => {
      const seen = {
        ...without(ended(state), 'erred'),
        drift,
        lastError: { step: 'watch' as const, words, at, attempt: 1 },
      };
      return atOmeda(seen, (omeda) => drifted(omeda, { drift, scheduledFor, at }));
    },

    LateCallLanded: (state, { step }, at) =>
      atOmeda({ ...withContentChecked(ended(state), step), lastOutcomeAt: at }, (omeda) =>
        omedaWithout(omeda, 'testedHash', step === 'content' ? 'contentHash' : 'detailsHash'),
      ),

    LateCallsRuledOut: (state) => without(state, 'inDoubt'),

    ResultsRecorded: (state, { trackId: _trackId, ...results }, at) =>
      atOmeda(state, (omeda) => ({ ...omeda, results: { ...results, at } })),

    ResultsUnavailable: (state) => atOmeda(state, (omeda) => ({ ...omeda, resultsEnded: true })),
  },

  sentences: {
    DeploymentSent: (data, { minute }) => `${sentOn(data, minute)}.`,
    SentAfterWithdrawal: (data, { minute }) =>
      `${sentOn(data, minute)}, although it was withdrawn on ${minute(data.withdrawnAt)}.`,
    Drifted: ({ words }) => `Changed in Omeda's portal: ${words}`,
    LateCallLanded: ({ step }) =>
      `An earlier call took effect late at Omeda: ${OF_LATE_CALL[step]} is sent again.`,
    LateCallsRuledOut: () => 'No unanswered call can take effect late anymore.',
    ResultsRecorded: (data) => resultsInWords(data),
    ResultsUnavailable: ({ words }) => `Omeda gives no results: ${quoted(words)}`,
  },
};

function sentOn({ sentAt, sentCount }: Sent, minute: (at: Instant) => string): string {
  return `Sent on ${minute(sentAt)}${sentCount === undefined ? '' : ` to ${sentCount} recipients`}`;
}

/** It is over, even if it was held or had failed. */
function sent(state: Deployment, { sentAt, sentCount, withdrawnAt }: Sent): Deployment {
  const known: Sent = {
    sentAt,
    ...(sentCount === undefined ? {} : { sentCount }),
    ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
  };
  return atOmeda(without(ended(state), 'due', 'erred', 'failed', 'held', 'syncAt'), (omeda) => ({
    ...omeda,
    sent: known,
  }));
}

function withContentChecked(state: Deployment, step: 'content' | 'update'): Deployment {
  const { inDoubt } = state;
  return inDoubt && step === 'content'
    ? { ...state, inDoubt: { ...inDoubt, isContentChecked: true } }
    : state;
}

type Drifting = { drift: Drift; scheduledFor: Instant | undefined; at: Instant };

/** Omeda has it as left in its portal. */
function drifted(omeda: AtOmeda, { drift, scheduledFor, at }: Drifting): AtOmeda {
  switch (drift) {
    case 'cancelled':
      return { ...omedaWithout(omeda, 'scheduled'), cancelledAt: at };
    case 'unscheduled':
      return omedaWithout(omeda, 'scheduled');
    case 'rescheduled': {
      if (!scheduledFor) return omedaWithout(omeda, 'scheduled');
      return { ...omeda, scheduled: { sendAt: scheduledFor, scheduledDate: '', at } };
    }
    case 'audience-gone':
      return omedaWithout(omeda, 'audience');
    case 'edited':
    case 'owner-inactive':
      return omeda;
  }
}
