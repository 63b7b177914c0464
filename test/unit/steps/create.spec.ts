import { describe, expect, it } from 'vitest';
import type { RequestOf } from '#events';
import type { PortalAction } from '../../../apps/sandbox/src/model/portal.js';
import { create } from '../../../apps/deployer/src/steps/create.js';
import { MARKER, useOmeda } from './omeda.testing.js';

const omeda = useOmeda();

/** The result of a create without a response, after this act of a person in the portal. */
async function foundAfter(portal: PortalAction) {
  omeda.sandbox.world.deployments.clear();
  const trackId = await omeda.created();
  omeda.sandbox.portal(trackId, portal);
  const request: RequestOf<'create'> = {
    step: 'create',
    mode: 'search',
    name: 'Morning news',
    omedaTypeId: 1,
    deploymentDate: new Date(Date.now() + 86_400_000).toISOString(),
    settingsHash: '',
    detailsHash: '',
    marker: MARKER,
    since: new Date().toISOString(),
  };
  return { trackId, outcome: await create(omeda.context(request, { resolving: true })) };
}

describe('the result of a create without a response', () => {
  it.each(['submit', 'accept', 'not-accept', 'approve', 'unschedule'] as const)(
    'is found after a review in the portal (%s), and not made again',
    async (action) => {
      const { trackId, outcome } = await foundAfter({ action });
      expect(outcome).toMatchObject({ kind: 'adopted', trackId });
    },
  );

  it('is not found once it was cancelled', async () => {
    const { outcome } = await foundAfter({ action: 'cancel' });
    expect(outcome).toEqual({ kind: 'create-not-found' });
  });
});
