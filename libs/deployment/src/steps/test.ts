import type { Notice, RequestOf } from '#events';
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

  request: ({ state, content, trackId, now }) => {
    const contentHash = content?.contentHash ?? '';
    const testsBefore = state.omeda?.testCalls ?? 0;
    const inDoubt = inDoubtOf(state, contentHash);
    const from = inDoubt ? sinceOf(inDoubt) : { testsBefore, since: now };
    return { step: 'test', trackId, contentHash, ...from };
  },

  // A second copy does no harm: only what Omeda shows since the first of the calls counts as done.
  whenInDoubt: 'repeat',
  // A second copy is recorded as such.
  mayLandLate: () => false,
  begun: (omeda) => ({ ...omeda, testCalls: omeda.testCalls + 1 }),

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

/** The call of the same test that got no response. */
function inDoubtOf({ unresolved }: Deployment, contentHash: string): RequestOf<'test'> | undefined {
  const request = unresolved?.request;
  return request?.step === 'test' && request.contentHash === contentHash ? request : undefined;
}

function sinceOf({ testsBefore, since }: RequestOf<'test'>) {
  return { testsBefore, ...(since === undefined ? {} : { since }) };
}

function isLeft({ omeda, content }: Deployment): boolean {
  return isContentPending(content, omeda) || omeda?.testedHash !== content?.contentHash;
}
