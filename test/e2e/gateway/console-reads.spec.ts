import { beforeAll, describe, expect, it, vi } from 'vitest';
import { KEYS, ask, postEvent, sendEvent } from './fixtures.js';
import { useGateway } from './one-gateway.testing.js';

const gateway = useGateway();
let daily: string;

beforeAll(async () => {
  for (const id of [1, 2, 3]) daily = await gateway.newsletter(id);
  await named(1, 'Weekly', 'weekly');
});

function named(id: number, title: string, site: 'daily' | 'weekly' = 'daily') {
  return sendEvent(gateway.url, postEvent({ post: { id, title } }), { site });
}

/** The messages of a site's stream of all changes, until `done` holds. */
async function heardUntil(done: (heard: string) => void, opened = async () => {}): Promise<string> {
  const aborter = new AbortController();
  const { body } = await fetch(`${gateway.url}/v1/stream`, {
    headers: { authorization: `Bearer ${KEYS.daily}` },
    signal: aborter.signal,
  });
  let heard = '';
  const listening = (async () => {
    for await (const piece of body ?? []) heard += Buffer.from(piece as Uint8Array).toString();
  })().catch(() => undefined);
  await vi.waitFor(() => expect(heard).toContain('event: many'), { timeout: 20_000 });
  await opened();
  await vi.waitFor(() => done(heard), { timeout: 20_000 });
  aborter.abort();
  await listening;
  return heard;
}

describe('the stream of all changes', () => {
  it("reports a site's own changes, and no others", async () => {
    const heard = await heardUntil(
      (said) => expect(said).toContain('Daily alone'),
      async () => {
        await named(77, 'Weekly alone', 'weekly');
        await named(78, 'Daily alone');
      },
    );
    expect(heard).toContain('event: status');
    expect(heard).not.toContain('Weekly alone');
  });

  it('begins with a message that any may have changed: another process may have been first', async () => {
    const heard = await heardUntil((said) => expect(said).toContain('event: many'));
    expect(heard.match(/event: .*/)?.[0]).toBe('event: many');
  });
});

describe('sites, operations, and the wake-up of a newsletter', () => {
  it('lists sites with the time zone that their events name', async () => {
    const ofAll = await ask(gateway.url, '/v1/sites', { key: KEYS.operator });
    expect(ofAll.body['sites']).toMatchObject([
      { id: 'daily', brand: 'DEMO', timeZone: 'Europe/Berlin' },
      { id: 'weekly', timeZone: 'Europe/Berlin' },
    ]);
    const ofOne = await ask(gateway.url, '/v1/sites', { key: KEYS.weekly });
    expect(ofOne.body['sites']).toMatchObject([{ id: 'weekly' }]);
  });

  it('shows operators what is due, and sites nothing of it', async () => {
    const { body } = await ask(gateway.url, '/v1/operations', { key: KEYS.operator });
    expect(body).toMatchObject({ transport: 'embedded', overdue: 0, parked: 0, broker: null });
    const upcoming = body['upcoming'] as { count: number }[];
    expect(upcoming).toHaveLength(24);
    expect(upcoming.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(2);
    expect((await ask(gateway.url, '/v1/operations', { key: KEYS.daily })).status).toBe(403);
  });

  it('shows when it is checked next', async () => {
    const path = `/v1/deployments/${daily}/wake-up`;
    const { body } = await ask(gateway.url, path, { key: KEYS.daily });
    expect(Date.parse(String(body['wakeAt']))).toBeGreaterThan(Date.now());
    expect((await ask(gateway.url, path, { key: KEYS.weekly })).status).toBe(404);
  });
});

describe('the email of a newsletter as a page', () => {
  it('runs nothing, and is its own site’s alone', async () => {
    const path = `/v1/deployments/${daily}/content/page`;
    const { status, headers, text } = await ask(gateway.url, path, { key: KEYS.daily });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none';/);
    expect(text).toContain('Good morning.');
    expect((await ask(gateway.url, path, { key: KEYS.weekly })).status).toBe(404);
  });
});
