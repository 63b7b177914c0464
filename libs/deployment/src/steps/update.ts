import type { Notice } from '#events';
import { atOmeda, done, omedaWithout, warningsOf } from '../evolve/at-omeda.js';
import { quoted } from '../status/wording.js';
import { deploymentDate } from './deployment-date.js';
import type { EffectDescriptor } from './step.js';

/** `keepsCampaign`: there should be none, but Omeda has one. */
export type UpdateOutcome = { kind: 'updated'; keepsCampaign?: boolean };

/** Without its name, which is erased with the settings: no event may keep it. */
const CAMPAIGN_KEPT: Notice = {
  code: 'campaign-kept',
  words: 'Omeda keeps the campaign: its API can replace a campaign, but not remove it.',
};

/** Name, campaign and testers. */
export const update: EffectDescriptor<'update', UpdateOutcome> = {
  words: 'Update of name and testers',
  readsSnapshots: true,
  // Create sends the details, too.
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
    updated: ({ keepsCampaign }, { request: { trackId, name, detailsHash } }) => {
      const warnings = keepsCampaign ? { warnings: [CAMPAIGN_KEPT] } : {};
      return [{ type: 'DeploymentUpdated', data: { trackId, name, detailsHash, ...warnings } }];
    },
  },

  evolve: {
    // What was tested had other testers or another name: Omeda requires a test after each change.
    DeploymentUpdated: (state, { name, detailsHash, warnings = [] }, at) =>
      atOmeda(done(state, 'update', at), (omeda) => ({
        ...omedaWithout(omeda, 'testedHash'),
        name,
        detailsHash,
        warnings: warningsOf(omeda, 'update', warnings),
      })),
  },

  sentences: {
    DeploymentUpdated: ({ name }) => `Name and testers updated at Omeda: ${quoted(name)}`,
  },
};
