import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { GuardRails } from '../../../apps/gateway/src/guard/guard-rails.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import {
  type Answer,
  type Gateway,
  KEYS,
  SECRETS,
  ask,
  postEvent,
  send,
  sendEvent,
  signedEvent,
  startTestGateway,
} from './fixtures.js';
import { sendRaw } from './raw-http.js';
import { roadTo } from './road.js';

let database: TestDatabase;
let gateway: Gateway;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterEach(() => gateway?.close());
afterAll(() => database?.drop());

async function start(guardRails: Partial<GuardRails>, databaseUrl = database.url): Promise<void> {
  gateway = await startTestGateway({ databaseUrl, guardRails });
}

function expectTooMany(answer: Answer): void {
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({ traceId: answer.headers.get('trace-id') });
}

describe('a site with too many requests', () => {
  it('learns when to send its next event; another site may send', async () => {
    await start({ eventsPerMinute: 1 });
    const daily = (id: number) => sendEvent(gateway.url, postEvent({ post: { id } }));
    expect((await daily(1)).status).toBe(202);
    const answer = await daily(2);
    expectTooMany(answer);
    expect(answer.body['detail']).toMatch(
      /'daily' exceeded its limit of 1 events \(EVENTS_PER_MINUTE\)/,
    );
    const weekly = await sendEvent(gateway.url, postEvent(), { site: 'weekly' });
    expect(weekly.status).toBe(202);
  });

  it('loses nothing of its share to unsigned requests', async () => {
    await start({ eventsPerMinute: 1 });
    for (let n = 0; n < 5; n += 1) {
      const forged = await sendEvent(gateway.url, postEvent(), { secret: SECRETS.weekly });
      expect(forged.status).toBe(401);
    }
    expect((await sendEvent(gateway.url, postEvent())).status).toBe(202);
  });

  it('learns when to read again; another site and operators may read', async () => {
    await start({ requestsPerMinute: 1 });
    const read = (key: string) => ask(gateway.url, '/v1/deployments', { key });
    expect((await read(KEYS.daily)).status).toBe(200);
    expectTooMany(await read(KEYS.daily));
    expect((await read(KEYS.weekly)).status).toBe(200);
    for (let n = 0; n < 3; n += 1) expect((await read(KEYS.operator)).status).toBe(200);
  });
});

describe('a slow sender', () => {
  const HEAD = 'POST /v1/sites/daily/events HTTP/1.1\r\nhost: gateway\r\n';

  it(
    'of headers, of a body, or of nothing at all is cut off, with the reason',
    async () => {
      await start({ requestTimeoutMs: 1_000 });
      const { headers } = signedEvent(gateway.url, postEvent());
      const signed = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      const answers = await Promise.all([
        sendRaw(gateway.url, HEAD, 'x-slow: 1\r\n'),
        sendRaw(gateway.url, `${HEAD}${signed.join('')}content-length: 100000\r\n\r\n`, ' '),
        sendRaw(gateway.url, ''),
      ]);
      for (const { head, body } of answers) {
        expect(head).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
        expect(head).toMatch(/\r\nconnection: close(\r\n|$)/i);
        const traceId = expect.stringMatching(/^[0-9a-f]{32}$/);
        expect(body).toMatchObject({ status: 408, traceId });
      }
    },
    // Node checks for slow ones every 30 seconds.
    120_000,
  );
});

describe('anything but HTTP', () => {
  it.each([
    ['noise', 'EHLO gateway\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['two lengths', 'POST / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n', 400],
  ])('%s gets a problem too', async (_what, bytes, status) => {
    await start({});
    const { head, body } = await sendRaw(gateway.url, bytes);
    expect(head).toMatch(/\r\ncontent-type: application\/problem\+json/);
    expect(head).toContain(`trace-id: ${String(body['traceId'])}`);
    expect(body).toMatchObject({ status, detail: expect.stringMatching(/\S/) });
  });
});

describe('a store that no longer responds', () => {
  it('leaves no caller hanging', async () => {
    const road = await roadTo(database.url);
    await start({ answerTimeoutMs: 500 }, road.url);
    try {
      road.freeze();
      const signed = signedEvent(gateway.url, postEvent({ post: { id: 5 } }));
      const answer = await send(signed);
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('5');
      expect(answer.body).toMatchObject({
        detail: expect.stringMatching(/The response took too long.*Send it again/),
      });
    } finally {
      await road.block();
    }
  });
});

describe('a web page', () => {
  const ORIGIN = 'https://desk.daily.example';
  const preflight = (origin: string) =>
    ask(gateway.url, '/v1/deployments', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'GET' },
    });

  it('of no origin may call, unless one is set', async () => {
    await start({});
    const answer = await ask(gateway.url, '/health/live', { headers: { origin: ORIGIN } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const { headers } = await preflight(ORIGIN);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('of an origin that is set may call, and read what it needs', async () => {
    await start({ corsOrigins: [ORIGIN] });
    const asked = await preflight(ORIGIN);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
    const headers = { origin: ORIGIN };
    const answer = await ask(gateway.url, '/v1/deployments', { key: KEYS.daily, headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(answer.headers.get('access-control-expose-headers')).toContain('trace-id');
    expect(answer.headers.get('vary')).toMatch(/origin/i);
  });

  it('of another origin may not', async () => {
    await start({ corsOrigins: [ORIGIN] });
    const { headers } = await preflight('https://evil.example');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('every response', () => {
  it.each(['/docs', '/docs-json', '/health/live', '/v1/deployments', '/nowhere'])(
    'of %s has a trace id and the headers that keep browsers safe',
    async (path) => {
      await start({});
      const { headers } = await ask(gateway.url, path);
      expect(headers.get('trace-id')).toMatch(/^[0-9a-f]{32}$/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );
});
