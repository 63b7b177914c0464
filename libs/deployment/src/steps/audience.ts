import { atOmeda, done, omedaWithout } from '../evolve/at-omeda.js';
import { changedMeanwhile } from '../next/locked-settings.js';
import { quoted } from '../status/wording.js';
import type { EffectDescriptor } from './step.js';

export type AudienceOutcome = {
  kind: 'audience-assigned';
  listId: string | null;
  callsBack?: boolean;
  /** As Omeda has them, if that was looked up; otherwise those of the request. */
  criteria?: string;
};

export const audience: EffectDescriptor<'audience', AudienceOutcome> = {
  words: 'Assignment of the audience',
  readsSnapshots: true,
  isLeft: ({ omeda }) => !omeda?.audience,

  request({ state, content, trackId }) {
    const { lostQuery } = state.omeda ?? {};
    const query = content?.audienceQuery ?? '';
    return {
      step: 'audience',
      trackId,
      query,
      ...(content?.outputCriteria ? { outputCriteria: content.outputCriteria } : {}),
      removeFirst: lostQuery !== undefined,
      ...(lostQuery && lostQuery !== query ? { removeQuery: lostQuery } : {}),
    };
  },

  whenInDoubt: 'repeat',
  // Omeda refuses a second list.
  mayLandLate: () => false,

  outcomes: {
    'audience-assigned'({ listId, callsBack, criteria: found }, { request, state }) {
      const { trackId, query, outputCriteria: asked = '' } = request;
      const known = {
        ...(callsBack ? { callsBack } : {}),
        ...(found === undefined ? {} : { criteria: found }),
      };
      return [
        { type: 'AudienceAssigned', data: { trackId, listId, query, ...known } },
        ...changedMeanwhile(state, { audience: { query, criteria: found ?? asked } }),
      ];
    },
  },

  evolve: {
    AudienceAssigned(state, { listId, query, callsBack, criteria: found }, at) {
      const request = state.running?.request;
      const asked = request?.step === 'audience' ? (request.outputCriteria ?? '') : undefined;
      const criteria = found ?? asked;
      return atOmeda(done(state, 'audience', at), (omeda) => ({
        ...omedaWithout(omeda, 'lostQuery'),
        audience: {
          listId,
          query,
          ...(criteria === undefined ? {} : { criteria }),
          assignedAt: at,
          ...(callsBack ? { callsBack: true } : {}),
        },
      }));
    },
  },

  sentences: {
    AudienceAssigned: ({ query }) => `Audience ${quoted(query)} assigned; Omeda is loading it.`,
  },
};
