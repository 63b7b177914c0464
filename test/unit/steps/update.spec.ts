import { describe, expect, it } from 'vitest';
import { update } from '../../../apps/deployer/src/steps/update.js';
import { useOmeda } from './omeda.testing.js';

const omeda = useOmeda();

/** An update of one that has this campaign, or none, to another or none. */
async function updated(before: string | undefined, campaignId: string | null) {
  const trackId = await omeda.created('Morning news', before);
  const request = {
    step: 'update',
    trackId,
    name: 'Evening news',
    deploymentDate: new Date(Date.now() + 86_400_000).toISOString(),
    settingsHash: 's',
    detailsHash: 'd',
  } as const;
  const none = { omedaTypeId: null, audienceQuery: null, outputCriteria: null };
  const settings = async () => ({ name: 'Evening news', campaignId, testers: [], ...none });
  const outcome = await update(omeda.context<'update'>(request, { settings }));
  return { outcome, atOmeda: omeda.sandbox.world.deployments.get(trackId) };
}

describe('an update', () => {
  it('without a campaign says that Omeda keeps one, not which', async () => {
    const { outcome, atOmeda } = await updated('spring', null);
    expect(outcome).toEqual({ kind: 'updated', keepsCampaign: true });
    expect(atOmeda).toMatchObject({ name: 'Evening news', campaignId: 'spring' });
  });

  it('without a campaign reports nothing if Omeda has none', async () => {
    expect((await updated(undefined, null)).outcome).toEqual({ kind: 'updated' });
  });

  it('replaces a campaign with another', async () => {
    const { outcome, atOmeda } = await updated('spring', 'summer');
    expect(outcome).toEqual({ kind: 'updated' });
    expect(atOmeda).toMatchObject({ campaignId: 'summer' });
  });
});
