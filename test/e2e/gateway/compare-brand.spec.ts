import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { markerOf } from '#deployment';
import { createOmedaClient, type OmedaClient } from '#omeda-client';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import { compareBrand } from '../../../apps/gateway/src/operations/doctor/compare-brand.js';

const APP_ID = 'an-app-id';
const DAY_MS = 24 * 60 * 60_000;
const ID = '00000000-0000-5000-8000-000000000001';
/** More than one search returns. */
const NEWER = 230;

let sandbox: Sandbox;
let client: OmedaClient;

beforeEach(async () => {
  sandbox = await startSandbox({
    brands: [{ abbreviation: 'FOO', appIds: [APP_ID], users: ['owner'] }],
  });
  const account = { brand: 'FOO', environment: 'sandbox', baseUrl: sandbox.url } as const;
  client = createOmedaClient(
    { ...account, appId: APP_ID, ownerUserId: 'owner', mailbox: 'news' },
    { timeoutMs: 30_000 },
  );
});

afterEach(async () => {
  await client.close();
  await sandbox.close();
});

async function make(notes: string): Promise<string> {
  const deploymentDate = new Date(sandbox.world.clock.nowMs() + 7 * DAY_MS).toISOString();
  const named = { name: 'News', deploymentDate, deploymentTypeId: 1, testers: [] };
  return (await client.create({ ...named, notes })).trackId;
}

describe('the comparison of a brand with more deployments than one search returns', () => {
  it('finds deployments unknown to the store beyond the newest ones, too', async () => {
    const ours = await make(markerOf(ID, 1));
    sandbox.world.clock.advance(3 * DAY_MS);
    for (let n = 0; n < NEWER; n += 1) await make('of somebody else');
    const nowMs = sandbox.world.clock.nowMs();
    const found = await compareBrand({ client, brand: 'FOO', standings: [], nowMs });
    expect(found).toMatchObject([{ kind: 'not-in-store', trackId: ours, deploymentId: ID }]);
  });
});
