import type { Notice } from '#events';
import { atOmeda, done, warningsOf } from '../evolve/at-omeda.js';
import type { EffectDescriptor } from './step.js';

export type ContentOutcome = { kind: 'content-updated'; warnings: Notice[] };

export const content: EffectDescriptor<'content', ContentOutcome> = {
  words: 'Content',
  readsSnapshots: true,
  isLeft: ({ omeda, content: wanted }) =>
    !omeda || !wanted || omeda.contentHash !== wanted.contentHash,

  request: ({ content: wanted, trackId }) => ({
    step: 'content',
    trackId,
    contentHash: wanted?.contentHash ?? '',
  }),

  whenInDoubt: 'repeat',
  mayLandLate: () => true,
  replaces: ['contentHash', 'testedHash'],

  outcomes: {
    'content-updated': ({ warnings }, { request: { trackId, contentHash }, due: { revision } }) => [
      { type: 'ContentUpdated', data: { trackId, revision, contentHash, warnings } },
    ],
  },

  evolve: {
    ContentUpdated(state, { revision, contentHash, warnings }, at) {
      const updated = atOmeda(done(state, 'content', at), (omeda) => ({
        ...omeda,
        contentHash,
        contentRevision: revision,
        warnings: warningsOf(omeda, 'content', warnings),
      }));
      const { content: wanted, changedAt } = updated;
      const isLatest = wanted?.contentHash === contentHash;
      return isLatest || !changedAt ? updated : { ...updated, firstUnsentAt: changedAt };
    },
  },

  sentences: {
    ContentUpdated: ({ revision, warnings }) =>
      `Revision ${revision} is at Omeda${
        warnings.length > 0 ? `, with ${warnings.length} warning(s)` : ''
      }.`,
  },
};
