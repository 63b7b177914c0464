import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { scaled } from '#deployment';
import { HashedKey, Secret, type Sites } from '#sites';
import { postEvent } from '../../apps/gateway/src/example/post-event.js';
import { eventUrl, signedHeaders } from '../../apps/gateway/src/example/sign-event.js';
import { type Sandbox, startSandbox } from '../../apps/sandbox/src/start-sandbox.js';
import { type Newsroom, startNewsroom } from '../e2e/newsroom.js';
import { type TestDatabase, createTestDatabase, moveClock } from '../setup/database.js';
import { Visitor } from './visitor.js';

const OPERATOR_KEY = 'operator-key-of-the-pictures-1';
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const BRANDS = ['CITY', 'TRADE', 'SPORT'];
/** Each site with its brand. */
const SITES = { gazette: 'CITY', courier: 'CITY', plastics: 'TRADE', goals: 'SPORT' } as const;
/** A Tuesday morning in New York. */
const NOW = '2026-12-01T13:05:00Z';
/** A little later, so that what happened is in the past. */
const SEEN_AT = '2026-12-01T13:12:00Z';
const ZONE = 'America/New_York';

let database: TestDatabase;
let sandbox: Sandbox;
let newsroom: Newsroom;
let visitor: Visitor;

/** Pictures for the docs are made only by `npm run pictures`: nothing is checked here. */
describe.runIf(process.env['PICTURES'])('the pictures of the docs', () => {
  beforeAll(async () => {
    database = await createTestDatabase();
    const brands = BRANDS.map((abbreviation) => ({
      abbreviation,
      appIds: ['app-id'],
      users: ['owner'],
    }));
    sandbox = await startSandbox({ audienceLoadMs: 50, brands });
    newsroom = await startNewsroom({
      databaseUrl: database.url,
      sites: sites(sandbox.url),
      timing: scaled(0.004),
      contentLimitBytes: 2_000_000,
      logLevel: 'error',
    });
    const ms = Date.parse(NOW) - Date.now();
    await moveClock(database.url, ms);
    sandbox.world.clock.advance(ms);
    await fill();
  });

  afterAll(async () => {
    await visitor?.close();
    await newsroom?.close();
    await sandbox?.close();
    await database?.drop();
  });

  it('show a day with its problems, a group, a newsletter, and operations', async () => {
    visitor = await Visitor.open(newsroom.url);
    await visitor.page.clock.setFixedTime(new Date(SEEN_AT));
    await visitor.page.reload();
    await visitor.signIn(OPERATOR_KEY, 'Zoë');
    await visitor.sees(/3 *newsletters?: |The query is unknown/);
    await visitor.page.setViewportSize({ width: 1280, height: 1160 });
    await visitor.picture('console-today');
    await visitor.page.getByRole('link', { name: /The query is unknown/ }).click();
    await visitor.heading(/The query is unknown/);
    await visitor.page.getByRole('button', { name: 'Retry…' }).click();
    await visitor.sees(/will change/);
    await visitor.page.setViewportSize({ width: 1280, height: 760 });
    await visitor.picture('console-group');
    await visitor.go('/console/search?q=Evening+update');
    await visitor.page.getByRole('link', { name: 'Evening update' }).click();
    await visitor.heading('Evening update');
    await visitor.sees('Calls to Omeda');
    await visitor.page.setViewportSize({ width: 1280, height: 1000 });
    await visitor.picture('console-newsletter');
    expect(await visitor.page.locator('.problem').count()).toBe(0);
  });
});

function sites(baseUrl: string): Sites {
  const brand = (abbreviation: string) => ({
    abbreviation,
    environment: 'sandbox' as const,
    baseUrl,
    appId: new Secret('app-id', 'the pictures'),
    ownerUserId: 'owner',
    mailbox: 'news',
    maxConcurrentCalls: 4,
    callTimeoutMs: 5_000,
  });
  const site = ([id, ofBrand]: [string, string]) => ({
    id,
    brand: ofBrand,
    signingSecrets: [new Secret(SECRET, 'the pictures')],
    siteKeys: [],
    publishDelayMs: 30 * 60_000,
  });
  return {
    brands: new Map(BRANDS.map((name) => [name, brand(name)])),
    sites: new Map(Object.entries(SITES).map((entry) => [entry[0], site(entry)])),
    operatorKeys: [{ key: HashedKey.of(OPERATOR_KEY, 'the pictures'), role: 'admin' }],
  };
}

let post = 0;

async function scheduled(site: keyof typeof SITES, title: string, time: string, day = '01') {
  post += 1;
  const body = JSON.stringify(
    postEvent({
      type: 'post.scheduled',
      sequence: post,
      site: { name: site, timeZone: ZONE },
      post: {
        id: post,
        uid: `7d0f8f0e-2a6f-4a6b-9d5e-${String(post).padStart(12, '0')}`,
        status: 'future',
        title,
        html: `<p>${title}</p>`,
        date: `2026-12-${day}T${time}:00Z`,
      },
    }),
  );
  const headers = signedHeaders({ secret: SECRET, body });
  const response = await fetch(eventUrl(newsroom.url, site), { method: 'POST', body, headers });
  return String(((await response.json()) as { deploymentId: string }).deploymentId);
}

/** A day as it may be: most is fine, one query is wrong, one key is refused, one waits for a photo. */
async function fill(): Promise<void> {
  const fine: [keyof typeof SITES, string, string, string?][] = [
    ['gazette', 'Morning briefing', '14:00'],
    ['gazette', 'Evening update', '22:30'],
    ['courier', 'Lunch with the Courier', '17:00'],
    ['courier', 'Late edition', '17:05'],
    ['courier', 'Weekend planner', '18:00', '03'],
    ['gazette', 'Politics', '16:00', '02'],
    ['gazette', 'Politics', '16:00', '04'],
    ['courier', 'Sunday reads', '15:00', '06'],
  ];
  const ids: string[] = [];
  for (const args of fine) ids.push(await scheduled(...args));
  await until(ids, 'scheduled');
  const held = await scheduled('courier', 'Gallery', '20:00');
  await until([held], 'scheduled');
  await ask(`/v1/deployments/${held}/hold`, { reason: 'Wait for the photo of the bridge.' });
  sandbox.world.faults.add({
    call: 'audience-add',
    brand: 'TRADE',
    status: 400,
    text: 'The query is unknown.',
    forever: true,
  });
  const failing: string[] = [];
  for (const [title, time] of [
    ['Resin prices', '15:30'],
    ['Molding weekly', '19:00'],
    ['Recycling report', '21:00'],
  ] as const) {
    failing.push(await scheduled('plastics', title, time));
  }
  await until(failing, 'failed');
  const brand = sandbox.world.brands.get('SPORT');
  if (brand) brand.appIdRevoked = true;
  for (const [title, time] of [
    ['Match day', '13:50'],
    ['Transfer news', '23:00'],
  ] as const) {
    await scheduled('goals', title, time);
  }
  await vi.waitFor(
    async () => expect(JSON.stringify(await ask('/v1/groups'))).toContain('brand-held'),
    { timeout: 60_000, interval: 100 },
  );
}

async function ask(path: string, body?: object): Promise<unknown> {
  const response = await fetch(newsroom.url + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${OPERATOR_KEY}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return response.json();
}

async function until(ids: string[], status: string): Promise<void> {
  for (const id of ids) {
    await vi.waitFor(
      async () => expect(await ask(`/v1/deployments/${id}`)).toMatchObject({ status }),
      { timeout: 60_000, interval: 100 },
    );
  }
}
