import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Exchange,
  type OmedaAccount,
  type OmedaClient,
  createOmedaClient,
} from '#omeda-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import { KEY, errorOf, heal, openFailingOmeda, tomorrow } from './failing-omeda.testing.js';

let sandbox: Sandbox;
let account: OmedaAccount;
let client: OmedaClient;
let seen: Exchange[];

const options = { exchanged: (exchange: Exchange) => void seen.push(exchange) };
const create = () =>
  client.create({ ...tomorrow(), testers: [{ email: 'ann@x.example' }] }, options);

beforeAll(async () => {
  ({ sandbox, account, client } = await openFailingOmeda(30_000));
});
beforeEach(() => {
  seen = [];
});
afterEach(() => heal(sandbox));
afterAll(async () => {
  await client.close();
  await sandbox.close();
});

describe("Omeda's callback address", () => {
  const path = '/v1/callbacks/audience/1/2/t0ken';
  const callbackUrl = `https://news.example${path}`;
  const add = () => client.addAudience({ trackId: 'DEMO1', queryName: 'Daily', callbackUrl });

  it.each([
    ['as it is', callbackUrl],
    ['with another host', `http://omail.invalid${path}`],
    ['as a part of a URL', `https://omeda.test/?to=${encodeURIComponent(callbackUrl)}`],
  ])('is cut out of a refusal that repeats it %s', async (_how, repeated) => {
    for (const errorBody of ['json', 'xml', 'text'] as const) {
      sandbox.world.switches = { ...sandbox.world.switches, errorBody };
      sandbox.world.faults.add({ call: 'audience-add', status: 400, text: `Bad: ${repeated}.` });
      const { message } = await errorOf(add());
      expect(message).toContain('[secret address]');
      expect(message).not.toContain('t0ken');
    }
  });

  it('is removed from JSON that escapes it', async () => {
    const escaped = callbackUrl
      .replaceAll('/', String.raw`\/`)
      .replace('t0ken', String.raw`t\u0030ken`);
    const body = `{"Errors":[{"Error":"Bad: ${escaped}."}]}`;
    const headers = { 'content-type': 'application/json' };
    const server = createServer(
      (_request, response) => void response.writeHead(400, headers).end(body),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const other = createOmedaClient({ ...account, baseUrl: `http://127.0.0.1:${port}` });
    const input = { trackId: 'DEMO1', queryName: 'Daily', callbackUrl };
    const { message } = await errorOf(other.addAudience(input));
    expect(message).toBe('Bad: [secret address].');
    await other.close();
    server.close();
  });
});

describe('a listener for requests and responses', () => {
  it('gets the request and the response, as they may be stored', async () => {
    const { trackId } = await create();
    expect(seen).toEqual([
      {
        call: 'create',
        method: 'POST',
        path: '/webservices/rest/brand/DEMO/omail/deployment/*',
        request: expect.stringContaining('"EmailAddress":"***@x.example"'),
        status: 200,
        response: expect.stringContaining(trackId),
        error: null,
        tookMs: expect.any(Number),
      },
    ]);
  });

  it('gets a refusal', async () => {
    sandbox.world.faults.add({ call: 'create', status: 503, text: `Down for ${KEY}.` });
    await errorOf(create());
    expect(seen).toMatchObject([{ status: 503, error: null }]);
    expect(seen[0]?.response).toContain('Down for [app id].');
  });

  it('gets the reason for a missing response', async () => {
    sandbox.world.faults.add({ call: 'create', drop: true });
    await errorOf(create());
    expect(seen).toMatchObject([
      { status: null, response: null, error: expect.stringContaining('broke before it responded') },
    ]);
  });

  it('gets nothing about what was never sent', async () => {
    const signal = AbortSignal.abort();
    await errorOf(client.create(tomorrow(), { ...options, signal }));
    await errorOf(client.lookup('..', options));
    expect(seen).toEqual([]);
  });

  it("gets neither content nor Omeda's callback address", async () => {
    const { trackId } = await create();
    const html = '<html><body>Short.</body></html>';
    await client.setContent({ trackId, html, text: 'Short.', subject: 'News' }, options);
    await client.contentLookup(trackId, options);
    const callbackUrl = 'https://news.example/v1/callbacks/audience/1/2/t0ken';
    await client.addAudience({ trackId, queryName: 'Daily', callbackUrl }, options);
    const kept = JSON.stringify(seen);
    expect(seen.map(({ call }) => call)).toEqual([
      'create',
      'setContent',
      'contentLookup',
      'addAudience',
    ]);
    expect(kept).not.toMatch(/Short\.|t0ken/);
    expect(kept).toContain('[32 characters]');
    expect(kept).toContain('News');
  });

  it('cannot make a call fail', async () => {
    const exchanged = () => {
      throw new Error('full');
    };
    expect((await client.create(tomorrow(), { exchanged })).trackId).toMatch(/^DEMO/);
  });
});
