import { type OmedaClient, fromCentral } from '#omeda-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import {
  HTML,
  NOW,
  details,
  openDocumentedOmeda,
  refusal,
  testedAt,
} from './documented-omeda.testing.js';

let sandbox: Sandbox;
let client: OmedaClient;

beforeAll(async () => {
  ({ sandbox, client } = await openDocumentedOmeda());
});
beforeEach(() => sandbox.world.clock.set(NOW));
afterAll(async () => {
  await client.close();
  await sandbox.close();
});

const tested = () => testedAt({ sandbox, client });

describe('the deployment types', () => {
  it('show which are active', async () => {
    const types = await client.deploymentTypes();
    expect(types.map(({ id, name, active }) => [id, name, active])).toEqual([
      [1, 'Newsletter', true],
      [2, 'Alerts', true],
      [9, 'Retired', false],
    ]);
  });
});

describe('a send time', () => {
  it('in the second pass of the repeated hour has no name, and makes no call', async () => {
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

  it('is sent on one, read as it is written, whoever made it', async () => {
    const testers = [{ email: 'a@daily.example', firstName: evil }];
    const { trackId } = await client.create({ ...details, name: evil, notes: evil, testers });
    await client.setContent({ trackId, html: HTML, subject: evil, fromName: evil, mailbox: evil });
    const known = JSON.stringify(sandbox.world.deployments.get(trackId));
    expect(known).toContain('a Bcc: xy');
    expect(known.replaceAll(JSON.stringify(HTML), '')).not.toMatch(/\\r|\\n|\u202e/);
  });
});
