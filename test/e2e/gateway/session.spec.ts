import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase, execute } from '../../setup/database.js';
import { failQueries } from '../../setup/fail-query.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

let database: TestDatabase;
let gateway: Gateway;
let id: string;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url, guardRails: { trustProxy: 1 } });
  const { body } = await sendEvent(gateway.url, postEvent({ post: { id: 1 } }));
  id = String(body['deploymentId']);
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

type SignedIn = { cookie: string; csrf: string; attributes: string };

async function signIn(key: string, headers: Record<string, string> = {}): Promise<SignedIn> {
  const answer = await ask(gateway.url, '/v1/session', { method: 'POST', body: { key }, headers });
  expect(answer.status).toBe(201);
  const [cookie = '', ...attributes] = answer.headers.getSetCookie()[0]?.split('; ') ?? [];
  return { cookie, csrf: String(answer.body['csrf']), attributes: attributes.join('; ') };
}

const hold = (headers: Record<string, string>) =>
  ask(gateway.url, `/v1/deployments/${id}/hold`, { method: 'POST', body: {}, headers });

describe('signing in with a key', () => {
  it('sets a cookie that no script reads and no other page sends', async () => {
    const { cookie, attributes } = await signIn(KEYS.daily);
    expect(cookie).toMatch(/^newsletter-console=[\w-]{43}$/);
    expect(attributes).toMatch(/Max-Age=43200; Path=\/;.*HttpOnly; SameSite=Strict$/);
    expect(attributes).not.toContain('Secure');
  });

  it('behind TLS sets one that only this host can have set', async () => {
    const { cookie, attributes } = await signIn(KEYS.daily, { 'x-forwarded-proto': 'https' });
    expect(cookie).toMatch(/^__Host-newsletter-console=/);
    expect(attributes).toContain('Secure');
  });

  it('is refused for a key that nobody has', async () => {
    const body = { key: 'nobody-0123456789' };
    const answer = await ask(gateway.url, '/v1/session', { method: 'POST', body });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([401, []]);
    expect(answer.text).not.toContain(body.key);
  });

  it('stores nothing that would let anybody sign in', async () => {
    const { cookie } = await signIn(KEYS.operator);
    const client = new (await import('pg')).Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query('SELECT * FROM console_session');
    await client.end();
    const stored = JSON.stringify(rows);
    expect(rows.length).toBeGreaterThan(0);
    for (const secret of [KEYS.operator, cookie.split('=')[1] ?? '']) {
      expect(stored).not.toContain(secret);
    }
  });
});

describe('a session', () => {
  it('reads what its key may read, and no more', async () => {
    const { cookie } = await signIn(KEYS.weekly);
    const own = await ask(gateway.url, '/v1/session', { headers: { cookie } });
    expect(own.body).toMatchObject({ kind: 'site', site: 'weekly', id: 'site:weekly' });
    const other = await ask(gateway.url, `/v1/deployments/${id}`, { headers: { cookie } });
    expect(other.status).toBe(404);
    const doctor = await ask(gateway.url, '/v1/doctor', { headers: { cookie } });
    expect(doctor.status).toBe(403);
  });

  it('changes nothing without its token, which another page cannot read', async () => {
    const { cookie, csrf } = await signIn(KEYS.daily);
    const other = await signIn(KEYS.daily);
    for (const headers of [{ cookie }, { cookie, 'newsletter-csrf': other.csrf }]) {
      const answer = await hold(headers);
      expect([answer.status, answer.body['type']]).toEqual([
        403,
        'urn:newsletter-connector:problem:csrf-refused',
      ]);
    }
    const status = await ask(gateway.url, `/v1/deployments/${id}`, { headers: { cookie } });
    expect(status.body['held']).toBeNull();
    expect((await hold({ cookie, 'newsletter-csrf': csrf })).status).toBe(202);
  });

  it('ends at sign-out, and when its time is over', async () => {
    const first = await signIn(KEYS.daily);
    const second = await signIn(KEYS.daily);
    const { cookie, csrf } = first;
    const headers = { cookie, 'newsletter-csrf': csrf };
    const out = await ask(gateway.url, '/v1/session', { method: 'DELETE', headers });
    expect([out.status, out.body]).toEqual([200, { signedOut: true }]);
    const read = (session: SignedIn) =>
      ask(gateway.url, '/v1/session', { headers: { cookie: session.cookie } });
    expect((await read(first)).status).toBe(401);
    expect((await read(second)).status).toBe(200);
    await execute(
      database.url,
      "UPDATE console_session SET ends_at = connector_now() - interval '1 s'",
    );
    expect((await read(second)).status).toBe(401);
  });

  it('ends with its key', async () => {
    const { cookie } = await signIn(KEYS.operator);
    const without = await startTestGateway({ databaseUrl: database.url });
    const { GATEWAY_SETTINGS } = await import('../../../apps/gateway/src/gateway-settings.js');
    const { sites } = without.app.get<{ sites: { operatorKeys: unknown[] } }>(GATEWAY_SETTINGS, {
      strict: false,
    });
    try {
      const read = () => ask(without.url, '/v1/session', { headers: { cookie } });
      expect((await read()).status).toBe(200);
      sites.operatorKeys = [];
      expect((await read()).status).toBe(401);
    } finally {
      await without.close();
    }
  });
});

describe('while the store is unavailable', () => {
  let isAway = false;
  let console: Gateway;

  beforeAll(async () => {
    console = await startTestGateway({ databaseUrl: database.url });
    failQueries(console.app.get(DataSource), (sql) =>
      isAway && /console_session|site_zone/.test(sql) ? 'cut' : undefined,
    );
  });

  beforeEach(() => {
    isAway = false;
  });

  afterAll(() => console?.close());

  const open = async () => {
    const answer = await ask(console.url, '/v1/session', {
      method: 'POST',
      body: { key: KEYS.daily },
    });
    const [cookie = ''] = answer.headers.getSetCookie()[0]?.split('; ') ?? [];
    return { status: answer.status, cookie, csrf: String(answer.body['csrf']) };
  };
  const read = async (url: string, cookie: string) =>
    (await ask(url, '/v1/session', { headers: { cookie } })).status;

  it('earlier users stay signed in', async () => {
    const { cookie } = await open();
    isAway = true;
    expect(await read(console.url, cookie)).toBe(200);
  });

  it('the sites are listed, with the time zones that were read last', async () => {
    const { cookie } = await open();
    const sites = async () =>
      (await ask(console.url, '/v1/sites', { headers: { cookie } })).body['sites'];
    const before = await sites();
    isAway = true;
    expect(before).toMatchObject([{ id: 'daily', timeZone: expect.any(String) }]);
    expect(await sites()).toEqual(before);
  });

  it('users can sign in, and other gateways learn of it once the store is back', async () => {
    isAway = true;
    const { status, cookie } = await open();
    expect([status, await read(console.url, cookie)]).toEqual([201, 200]);
    expect(await read(gateway.url, cookie)).toBe(401);
    isAway = false;
    expect(await read(console.url, cookie)).toBe(200);
    expect(await read(gateway.url, cookie)).toBe(200);
  });

  it('signing out of a session that the store has waits for the store', async () => {
    const { cookie, csrf } = await open();
    const headers = { cookie, 'newsletter-csrf': csrf };
    const leave = () => ask(console.url, '/v1/session', { method: 'DELETE', headers });
    isAway = true;
    expect((await leave()).status).toBe(503);
    isAway = false;
    expect((await leave()).status).toBe(200);
    expect(await read(console.url, cookie)).toBe(401);
  });

  it('signing out of a session that only this gateway knows ends it', async () => {
    isAway = true;
    const { cookie, csrf } = await open();
    const headers = { cookie, 'newsletter-csrf': csrf };
    expect((await ask(console.url, '/v1/session', { method: 'DELETE', headers })).status).toBe(200);
    isAway = false;
    expect(await read(console.url, cookie)).toBe(401);
  });
});

describe('a key that is sent with each request', () => {
  it('needs no token', async () => {
    const path = `/v1/deployments/${id}/resume`;
    const answer = await ask(gateway.url, path, { method: 'POST', key: KEYS.daily });
    expect(answer.status).toBe(202);
  });
});
