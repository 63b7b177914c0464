import { audienceLost, isOverdue } from '../decide/report-failure.js';
import { atOmeda, omedaWithout, warningsOf } from '../evolve/at-omeda.js';
import { without } from '../evolve/evolvers.js';
import { hasErred } from '../next/conditions.js';
import { quoted } from '../status/wording.js';
import type { ReadDescriptor } from './step.js';
import { FAILED } from '../words.js';

export type AwaitAudienceOutcome =
  | { kind: 'audience-progress'; status: string }
  | { kind: 'audience-ready'; recipientCount: number | null; warning?: string }
  | { kind: 'audience-failed'; words: string };

/** Omeda's codes mean nothing to editors. */
const LOADING: Record<string, string> = {
  QUEUED: 'Omeda has queued the audience.',
  IN_PROCESS: 'Omeda is loading the audience.',
};

export const awaitAudience: ReadDescriptor<'await-audience', AwaitAudienceOutcome> = {
  words: 'Check of the audience',
  isLeft: ({ omeda }) => !omeda?.audience?.readyAt,

  outcomes: {
    'audience-progress'({ status }, reported) {
      const { draft, state } = reported;
      if (isOverdue(draft, state)) return audienceLost(reported, FAILED.audienceTooSlow);
      // Earlier failures were not consecutive: recorded, so that they no longer count.
      const isKnown = state.omeda?.audience?.status === status;
      if (isKnown && !hasErred(state, 'await-audience')) return [];
      return [{ type: 'AudienceProgressed', data: { status } }];
    },

    'audience-ready': ({ recipientCount, warning }) => [
      { type: 'AudienceReady', data: { recipientCount, ...(warning ? { warning } : {}) } },
    ],

    'audience-failed': ({ words }, reported) => audienceLost(reported, words),
  },

  evolve: {
    AudienceProgressed: (state, { status }, at) =>
      atOmeda(without(state, 'erred'), (omeda) => {
        if (!omeda.audience) return omeda;
        const again = state.erred?.step === 'await-audience' ? { recoveredAt: at } : {};
        return { ...omeda, audience: { ...omeda.audience, status, ...again } };
      }),

    AudienceReported: (state, _data, at) =>
      atOmeda(state, (omeda) => {
        if (!omeda.audience) return omeda;
        return { ...omeda, audience: { ...omeda.audience, reportedAt: at } };
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
      atOmeda(state, (omeda) => ({
        ...omedaWithout(omeda, 'audience'),
        lostQuery: omeda.audience?.query ?? '',
      })),
  },

  sentences: {
    AudienceProgressed: ({ status }) => LOADING[status] ?? `Omeda says of the audience: ${status}.`,
    AudienceReported: () => 'Omeda reports that it has loaded the audience. Its status is checked.',
    AudienceReady: ({ recipientCount, warning }) =>
      `The audience is ready${recipientCount === null ? '' : `: ${recipientCount} recipients`}${
        warning ? `, with a warning: ${quoted(warning)}` : '.'
      }`,
    AudienceLost: ({ words }) => `The audience was not loaded: ${quoted(words)}`,
  },
};
