import { atOmeda, done, omedaWithout } from '../evolve/at-omeda.js';
import { quoted } from '../status/wording.js';
import { deploymentDate } from './deployment-date.js';
import type { EffectDescriptor } from './step.js';

export type UpdateOutcome = { kind: 'updated' };

/** Name, campaign and testers. */
export const update: EffectDescriptor<'update', UpdateOutcome> = {
  words: 'Update of name and testers',
  readsSnapshots: true,
  // Create brings the details, too.
  isLeft: ({ omeda, content }) => omeda !== undefined && omeda.detailsHash !== content?.detailsHash,

  request: (asking) => ({
    step: 'update',
    trackId: asking.trackId,
    name: asking.content?.name ?? '',
    deploymentDate: deploymentDate(asking),
    settingsHash: asking.content?.settingsHash ?? '',
    detailsHash: asking.content?.detailsHash ?? '',
  }),

  whenInDoubt: 'repeat',
  mayLandLate: () => true,
  replaces: ['detailsHash'],

  outcomes: {
    updated: (_outcome, { request: { trackId, name, detailsHash } }) => [
      { type: 'DeploymentUpdated', data: { trackId, name, detailsHash } },
    ],
  },

  evolve: {
    // What was tested had other testers or another name: Omeda wants a test after each change.
    DeploymentUpdated: (state, { name, detailsHash }, at) =>
      atOmeda(done(state, 'update', at), (omeda) => ({
        ...omedaWithout(omeda, 'testedHash'),
        name,
        detailsHash,
      })),
  },

  sentences: {
    DeploymentUpdated: ({ name }) => `Name and testers updated at Omeda: ${quoted(name)}`,
  },
};
