import { describe, expect, it } from 'vitest';
import type { OmedaClient } from '#omeda-client';
import { audience } from '../../../apps/deployer/src/steps/audience.js';
import { useOmeda } from './omeda.testing.js';

const omeda = useOmeda();

/** Assigned by a call whose response was lost; then the deployment type may have changed. */
async function repeated(before: string, now: string, changes: object = {}) {
  const trackId = await omeda.created();
  await omeda.client.addAudience({ trackId, queryName: 'Daily', outputCriteria: before });
  const request = { step: 'audience', trackId, query: 'Daily', removeFirst: false } as const;
  return omeda.context<'audience'>({ ...request, outputCriteria: now }, changes);
}

describe('an audience whose response was lost', () => {
  it.each([
    ['asked for first', { resolving: true }],
    ['repeated', {}],
  ])('is the one that Omeda has, with its criteria, when it is %s', async (_how, changes) => {
    const outcome = await audience(await repeated('A', 'B', changes));
    expect(outcome).toEqual({ kind: 'audience-assigned', listId: null, criteria: 'A' });
  });

  it('has none if Omeda has none', async () => {
    const outcome = await audience(await repeated('', 'B', { resolving: true }));
    expect(outcome).toMatchObject({ criteria: '' });
  });

  it('counts as the requested one if Omeda does not return its criteria', async () => {
    const lookup = async (trackId: string) => {
      const { outputCriteria: _criteria, ...found } = await omeda.client.lookup(trackId);
      return found;
    };
    const client: OmedaClient = { ...omeda.client, lookup };
    const outcome = await audience(await repeated('A', 'B', { client, resolving: true }));
    expect(outcome).toEqual({ kind: 'audience-assigned', listId: null });
  });
});
