import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { type OmedaAccount, type OmedaClient, createOmedaClient } from '#omeda-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import { KEY, errorOf, heal, openFailingOmeda, tomorrow } from './failing-omeda.testing.js';

const TIMEOUT_MS = 30_000;
let sandbox: Sandbox;
let account: OmedaAccount;
let client: OmedaClient;

beforeAll(async () => {
  ({ sandbox, account, client } = await openFailingOmeda(TIMEOUT_MS));
});
afterEach(() => heal(sandbox));
afterAll(async () => {
  await client.close();
  await sandbox.close();
});

const create = (options?: { signal?: AbortSignal }, by = client) => by.create(tomorrow(), options);

/** A separate server, for what Omeda's documentation does not cover. */
async function answering(
  reply: { status: number; headers?: Record<string, string>; body?: string },
  use: (other: OmedaClient, seen: string[], url: string) => Promise<void>,
): Promise<void> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    request.resume().on('end', () => {
      response.writeHead(reply.status, reply.headers).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const other = createOmedaClient({ ...account, baseUrl: url });
  try {
    await use(other, seen, url);
  } finally {
    await other.close();
    server.close();
  }
}

describe('the key', () => {
  it('is sent only in its header', async () => {
    await create();
    await errorOf(client.lookup('DEMO1'));
    const known = inspect([client, sandbox.world.ledger, [...sandbox.world.deployments]], {
      depth: 10,
      showHidden: true,
    });
    expect(known).not.toContain(KEY);
  });

  it('is removed from a response that repeats it', async () => {
    sandbox.world.faults.add({ call: 'lookup', status: 400, text: `No app ${KEY}.` });
    const { message } = await errorOf(client.lookup('DEMO1'));
    expect(message).toBe('No app [app id].');
  });

  it('is not sent to a redirect, which is never followed', async () => {
    await answering({ status: 200, body: '{}' }, async (_elsewhere, seenElsewhere, location) => {
      const headers = { location };
      for (const status of [301, 302, 307, 308]) {
        await answering({ status, headers }, async (other, seen) => {
          const error = await errorOf(create({}, other));
          expect(error).toMatchObject({ class: 'transient', status, mayHaveTakenEffect: true });
          expect(seen).toEqual(['POST /webservices/rest/brand/DEMO/omail/deployment/*']);
        });
      }
      expect(seenElsewhere).toEqual([]);
    });
  });
});

describe('an undocumented response of Omeda', () => {
  it('as a page of HTML is summarized in a sentence', async () => {
    const body = '<html><head><title>502 Bad Gateway</title></head><body><hr></body></html>';
    await answering(
      { status: 502, headers: { 'content-type': 'text/html' }, body },
      async (other) => {
        expect(await errorOf(other.lookup('DEMO1'))).toMatchObject({
          texts: ['502 Bad Gateway'],
          class: 'transient',
        });
      },
    );
  });

  it('as a success that cannot be read is unclear for a create, harmless for a read', async () => {
    const page = { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Hello</h1>' };
    const empty = { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' };
    for (const reply of [page, empty]) {
      await answering(reply, async (other) => {
        expect(await errorOf(create({}, other))).toMatchObject({
          class: 'transient',
          mayHaveTakenEffect: true,
        });
        expect(await errorOf(other.lookup('DEMO1'))).toMatchObject({ mayHaveTakenEffect: false });
      });
    }
  });

  const PAGE = {
    headers: { 'content-type': 'application/json' },
    body: '{"message":"maintenance"}',
  };
  const trackId = 'DEMO1';
  const at = '2026-07-15T15:00:00.000Z';
  const WRITES: [string, (other: OmedaClient) => Promise<unknown>][] = [
    ['create', (other) => create({}, other)],
    ['update', (other) => other.update({ trackId, name: 'News' })],
    ['addAudience', (other) => other.addAudience({ trackId, queryName: 'Daily' })],
    ['removeAudience', (other) => other.removeAudience({ trackId, queryName: 'Daily' })],
    ['setContent', (other) => other.setContent({ trackId, html: '<html></html>', subject: 'x' })],
    ['sendTest', (other) => other.sendTest(trackId)],
    ['schedule', (other) => other.schedule({ trackId, at })],
    ['unschedule', (other) => other.unschedule(trackId)],
    ['cancel', (other) => other.cancel(trackId)],
  ];

  it.each(WRITES)('as a success of %s that is not Omeda’s is unclear', async (_call, call) => {
    await answering({ status: 200, ...PAGE }, async (other) => {
      expect(await errorOf(call(other))).toMatchObject({
        class: 'transient',
        texts: ["Omeda's response could not be read: no SubmissionId."],
        mayHaveTakenEffect: true,
      });
    });
  });

  const READS: [string, (other: OmedaClient) => Promise<unknown>][] = [
    ['search', (other) => other.search()],
    ['lookup', (other) => other.lookup(trackId)],
    ['approvals', (other) => other.approvals(trackId)],
    ['audienceStatus', (other) => other.audienceStatus('41')],
    ['deploymentTypes', (other) => other.deploymentTypes()],
  ];

  it.each(READS)(
    'as a success of %s that is not Omeda’s is not a response',
    async (_call, call) => {
      await answering({ status: 200, ...PAGE }, async (other) => {
        const error = await errorOf(call(other));
        expect(error).toMatchObject({ class: 'transient', mayHaveTakenEffect: false });
      });
    },
  );

  it.each(['{"Deployments":[]}', '{"Deployments":null}', '{"SubmissionId":"1"}'])(
    'is a search that found nothing where it is %s',
    async (body) => {
      await answering({ status: 200, ...PAGE, body }, async (other) => {
        expect(await other.search()).toEqual([]);
      });
    },
  );

  it('as a success with errors in it is a refusal', async () => {
    const body = '{"Errors":[{"Error":"The e-mail message has been modified."}]}';
    const headers = { 'content-type': 'application/json' };
    await answering({ status: 200, headers, body }, async (other) => {
      const error = await errorOf(other.schedule({ trackId, at }));
      expect(error.class).toBe('modified');
    });
  });

  it('without any message has ours', async () => {
    await answering({ status: 400 }, async (other) => {
      expect(await errorOf(other.cancel('DEMO1'))).toMatchObject({
        texts: ['Omeda responded with status 400.'],
        class: 'permanent',
      });
    });
  });
});

describe('an id from outside', () => {
  it.each(['..', '', '.'])('%j makes no call', async (trackId) => {
    const calls = sandbox.world.ledger.entries.length;
    expect(await errorOf(client.lookup(trackId))).toMatchObject({ class: 'permanent' });
    expect(sandbox.world.ledger.entries).toHaveLength(calls);
  });

  it('cannot cause another call', async () => {
    await errorOf(client.lookup('../search'));
    expect(sandbox.world.ledger.entries.at(-1)).toMatchObject({ call: 'lookup', status: 404 });
  });
});
