import { type OmedaClient, OmedaError, createOmedaClient, fromCentral } from '#omeda-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';

const NOW = '2026-07-15T12:00:00.000Z';
const HTML = '<html><body>Grüße ]]> @{confirmunsubscribelink}@</body></html>';

let sandbox: Sandbox;
let client: OmedaClient;

beforeAll(async () => {
  const queries = {
    Daily: { count: 1_200, outcome: 'DONE' },
    Nobody: { count: 0, outcome: 'DONE' },
  } as const;
  sandbox = await startSandbox({
    brands: [
      { abbreviation: 'DEMO', appIds: ['demo-app-id'], users: ['owner', 'approver'], queries },
    ],
  });
  client = createOmedaClient({
    brand: 'DEMO',
    environment: 'sandbox',
    baseUrl: sandbox.url,
    appId: 'demo-app-id',
    ownerUserId: 'owner',
    approverUserId: 'approver',
    mailbox: 'news',
  });
});
beforeEach(() => sandbox.world.clock.set(NOW));
afterAll(async () => {
  await client.close();
  await sandbox.close();
});

const details = {
  name: 'Morning news',
  deploymentDate: '2026-07-20T15:00:00.000Z',
  deploymentTypeId: 1,
  notes: 'our marker',
};

async function refusal(call: Promise<unknown>): Promise<OmedaError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof OmedaError)) throw new Error('It was not refused.', { cause: error });
  return error;
}

const loaded = () => sandbox.world.clock.advance(sandbox.world.audienceLoadMs);

async function tested(): Promise<string> {
  const { trackId } = await client.create(details);
  await client.addAudience({ trackId, queryName: 'Daily' });
  await client.setContent({ trackId, html: HTML, subject: 'Hello', fromName: 'The Daily' });
  loaded();
  await client.sendTest(trackId);
  return trackId;
}

describe('the deployment types', () => {
  it('tell which are active', async () => {
    const types = await client.deploymentTypes();
    expect(types.map(({ id, name, active }) => [id, name, active])).toEqual([
      [1, 'Newsletter', true],
      [2, 'Alerts', true],
      [9, 'Retired', false],
    ]);
  });
});

describe('a send time', () => {
  it('in the second pass of the doubled hour has no name, and makes no call', async () => {
    const calls = sandbox.world.ledger.entries.length;
    const at = '2026-11-01T07:30:00.000Z';
    expect(await refusal(client.schedule({ trackId: 'DEMO1', at }))).toMatchObject({
      class: 'permanent',
      mayHaveTakenEffect: false,
    });
    expect(sandbox.world.ledger.entries).toHaveLength(calls);
  });

  it.each(['2026-11-01T06:30:00.000Z', '2026-11-01T08:00:00.000Z', '2027-03-14T08:00:00.000Z'])(
    '%s is the same instant at Omeda',
    async (at) => {
      const trackId = await tested();
      const { scheduledDate } = await client.schedule({ trackId, at });
      expect(fromCentral(scheduledDate)).toBe(at);
      expect(sandbox.world.deployments.get(trackId)?.scheduledMs).toBe(Date.parse(at));
    },
  );
});

describe('a name or a header that is not on one line', () => {
  const evil = 'a\r\nBcc: x\u202ey';

  it('goes out on one, read as it is written, whoever made it', async () => {
    const testers = [{ email: 'a@daily.example', firstName: evil }];
    const { trackId } = await client.create({ ...details, name: evil, notes: evil, testers });
    await client.setContent({ trackId, html: HTML, subject: evil, fromName: evil, mailbox: evil });
    const known = JSON.stringify(sandbox.world.deployments.get(trackId));
    expect(known).toContain('a Bcc: xy');
    expect(known.replaceAll(JSON.stringify(HTML), '')).not.toMatch(/\\r|\\n|\u202e/);
  });
});
