import type { Notice } from '#events';
import { atOmeda, done, warningsOf } from '../evolve/at-omeda.js';
import { without } from '../evolve/evolvers.js';
import { isContentPending, meansToTest } from '../next/conditions.js';
import type { Deployment } from '../state.js';
import type { EffectDescriptor } from './step.js';

export type TestOutcome = { kind: 'test-sent'; warnings: Notice[]; repeated: boolean };

export const test: EffectDescriptor<'test', TestOutcome> = {
  words: 'Test',
  readsSnapshots: true,
  isLeft,
  isToBeTaken: (state) => state.testRequested === true || (meansToTest(state) && isLeft(state)),

  request: ({ state, content, trackId }) => ({
    step: 'test',
    trackId,
    contentHash: content?.contentHash ?? '',
    testsBefore: state.omeda?.testsSent ?? 0,
  }),

  whenInDoubt: 'repeat',
  // A second copy is recorded as such.
  mayLandLate: () => false,

  outcomes: {
    'test-sent'({ warnings, repeated }, { request: { trackId, contentHash }, due }) {
      const { revision } = due;
      return [{ type: 'TestSent', data: { trackId, revision, contentHash, warnings, repeated } }];
    },
  },

  evolve: {
    TestSent: (state, { contentHash, warnings }, at) =>
      atOmeda(without(done(state, 'test', at), 'testRequested'), (omeda) => ({
        ...omeda,
        testedHash: contentHash,
        testsSent: omeda.testsSent + 1,
        warnings: warningsOf(omeda, 'test', warnings),
      })),
  },

  sentences: {
    TestSent: ({ repeated }) =>
      repeated ? 'Test sent; testers may have received a second copy.' : 'Test sent.',
  },
};

function isLeft({ omeda, content }: Deployment): boolean {
  return isContentPending(content, omeda) || omeda?.testedHash !== content?.contentHash;
}
