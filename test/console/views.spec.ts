import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR_KEY, SITE_KEY } from '../e2e/sites.js';
import type { Post } from '../e2e/post.js';
import { type World, startWorld } from '../e2e/world.js';
import { Visitor } from './visitor.js';

let world: World;
let failed: Post;
let scheduled: Post;
const addresses: Record<string, string> = {};

/** One in progress, with two revisions, and one that failed. */
beforeAll(async () => {
  world = await startWorld({ factor: 0.005 });
  scheduled = world.post(1);
  await scheduled.published('Good morning.', { title: 'The morning' });
  await scheduled.until('scheduled');
  await scheduled.updated('Good evening.', { title: 'The morning' });
  await scheduled.until('scheduled', async () => {
    const { wanted, achieved } = await scheduled.status();
    return wanted.revision === achieved?.contentRevision;
  });
  world.fail({ call: 'audience-add', status: 400, text: 'The query is unknown.', forever: true });
  failed = world.post(2);
  await failed.published('Nobody reads this.', { title: 'The evening' });
  await failed.until('failed');
  const { deploymentId } = (await scheduled.status()) as unknown as { deploymentId: string };
  const { key } = await firstGroup();
  addresses['today'] = '/console';
  addresses['group'] = `/console/groups/${key}`;
  addresses['newsletter'] = `/console/newsletters/${deploymentId}`;
  addresses['operations'] = '/console/operations';
  addresses['search'] = '/console/search?q=the';
});

afterAll(async () => {
  await world?.close();
});

async function firstGroup(): Promise<{ key: string }> {
  const response = await fetch(`${world.newsroom.url}/v1/groups`, {
    headers: { authorization: `Bearer ${SITE_KEY}` },
  });
  const { groups } = (await response.json()) as { groups: { key: string }[] };
  if (!groups[0]) throw new Error('There is no group.');
  return groups[0];
}

const SCREENS = [
  ['on a desk', { width: 1280, height: 900 }],
  ['on a phone', { width: 375, height: 700 }],
  ['in the dark', { width: 1280, height: 900, colorScheme: 'dark' }],
  ['on a phone in the dark', { width: 375, height: 700, colorScheme: 'dark' }],
] as const;

describe.each(SCREENS)('every view %s', (where, options) => {
  it('has no fault that axe finds, is no wider than the screen, and asks no other host', async () => {
    const visitor = await Visitor.open(world.newsroom.url, '/console', options);
    await visitor.heading('Sign in');
    expect(await visitor.faults()).toEqual([]);
    await visitor.page.locator('input[type=password]:focus').waitFor();
    await visitor.signIn(OPERATOR_KEY);
    for (const [name, address] of Object.entries(addresses)) {
      await visitor.go(address);
      await visitor.page.locator('h1').waitFor();
      expect({ name, faults: await visitor.faults() }).toEqual({ name, faults: [] });
      expect({ name, overflow: await visitor.overflow() }).toEqual({ name, overflow: 0 });
      expect({ name, broken: await visitor.brokenWords() }).toEqual({ name, broken: [] });
      if (name === 'today') await expect.poll(() => visitor.seesDay()).toBe(true);
      await visitor.picture(`console-${name}-${where.replaceAll(' ', '-')}`);
    }
    await visitor.close();
  });
});

describe('a newsletter', () => {
  it('shows its timeline, its history, and its state at any event', async () => {
    const visitor = await Visitor.signedIn(world.newsroom.url, SITE_KEY, addresses['newsletter']);
    const { page } = visitor;
    await visitor.heading('The morning');
    for (const step of ['Create', 'Assign audience', 'Send content', 'Schedule']) {
      await page.getByLabel('Steps in time').getByText(step, { exact: true }).first().waitFor();
    }
    await visitor.sees(/Scheduled at Omeda for/);
    const slider = page.getByRole('slider', { name: 'Event of the history' });
    await slider.focus();
    await page.keyboard.press('Home');
    await visitor.sees('As it stood at event 1');
    expect(page.url()).toContain('?at=1');
    await page.reload();
    await visitor.sees('As it stood at event 1');
    await page.getByRole('button', { name: 'One event forward' }).click();
    await visitor.sees('As it stood at event 2');
    await visitor.close();
  });

  it('shows its content, what changed, and the email in a frame that runs nothing', async () => {
    const visitor = await Visitor.signedIn(world.newsroom.url, SITE_KEY, addresses['newsletter']);
    const { page } = visitor;
    await page.getByText('Changed since the revision before').click();
    await page.locator('ins', { hasText: 'Good evening.' }).waitFor();
    await page.locator('del', { hasText: 'Good morning.' }).waitFor();
    await page.getByText('Preview', { exact: true }).click();
    const frame = page.frameLocator('iframe');
    await frame.getByText('Good evening.').first().waitFor();
    expect(await page.locator('iframe').getAttribute('sandbox')).toBe('');
    await page.getByLabel('Revision').first().selectOption('1');
    await frame.getByText('Good morning.').first().waitFor();
    await visitor.close();
  });

  it('is found by its title and its TrackId, and updates live', async () => {
    const visitor = await Visitor.signedIn(world.newsroom.url, SITE_KEY);
    const { page } = visitor;
    const { trackId } = await scheduled.status();
    const search = page.getByRole('searchbox');
    await search.fill(String(trackId));
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'The morning' }).click();
    await visitor.heading('The morning');
    await page.locator('.summary [data-status="scheduled"]').waitFor();
    await scheduled.act('unschedule');
    await page.locator('.summary [data-status="held"]').waitFor();
    await scheduled.act('resume');
    await page.locator('.summary [data-status="scheduled"]').waitFor();
    await visitor.close();
  });
});

describe('a parked message', () => {
  it('is shown with its reason, and redriven after a question', async () => {
    // The failed one has no wake-up in transit that would replace the parked one.
    const { deploymentId } = (await failed.status()) as unknown as { deploymentId: string };
    const { dataSource } = world.newsroom.store;
    await dataSource.query(
      `INSERT INTO tick (deployment_id, wake_key, n, sent_at, not_before, deliveries, parked_reason)
       VALUES ($1, 'parked', 1, connector_now(), connector_now(), 5, 'It cannot be read.')
       ON CONFLICT (deployment_id) DO UPDATE SET wake_key = 'parked', parked_reason = 'It cannot be read.'`,
      [deploymentId],
    );
    const visitor = await Visitor.signedIn(
      world.newsroom.url,
      OPERATOR_KEY,
      addresses['operations'],
    );
    await visitor.sees('It cannot be read.');
    await visitor.page.getByRole('button', { name: `Redrive ${deploymentId}` }).click();
    await visitor.page.getByRole('button', { name: 'Redrive', exact: true }).click();
    await visitor.page.getByText('No message is parked.').waitFor();
    await visitor.close();
  });
});

describe('the console', () => {
  it('leads back to the requested address after signing in', async () => {
    const visitor = await Visitor.signedIn(
      world.newsroom.url,
      OPERATOR_KEY,
      addresses['operations'],
    );
    await visitor.heading('Operations');
    await visitor.sees('Steps in progress');
    await visitor.page.getByRole('button', { name: 'Sign out' }).click();
    await visitor.heading('Sign in');
    await visitor.page.reload();
    await visitor.heading('Sign in');
    await visitor.close();
  });

  it('says in words why a key is refused', async () => {
    const visitor = await Visitor.open(world.newsroom.url);
    await visitor.page.getByLabel('Operator key').fill('nobody-0123456789');
    await visitor.page.keyboard.press('Enter');
    await visitor.sees(/The key is unknown/);
    await visitor.close();
  });

  it('changes nothing for a page that does not know its token', async () => {
    const visitor = await Visitor.signedIn(world.newsroom.url, SITE_KEY);
    const id = addresses['newsletter']?.split('/').at(-1) ?? '';
    const status = await visitor.page.evaluate<number>(
      `fetch('/v1/deployments/${id}/cancel', { method: 'POST' }).then(({ status }) => status)`,
    );
    expect(status).toBe(403);
    expect((await scheduled.status()).status).toBe('scheduled');
    await visitor.close();
  });

  it('is served with a policy that allows nothing inline, and files that browsers keep', async () => {
    const page = await fetch(`${world.newsroom.url}/console/newsletters/any`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const [, path = ''] = /src="(\/console\/assets\/[\w-]+\.js)"/.exec(await page.text()) ?? [];
    const script = await fetch(world.newsroom.url + path);
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const sent = Buffer.from(await script.arrayBuffer());
    expect(gzipSync(sent).length).toBeLessThan(100_000);
    const gone = await fetch(`${world.newsroom.url}/console/assets/gone.js`);
    expect([gone.status, gone.headers.get('content-type')]).toEqual([
      404,
      expect.stringContaining('problem+json'),
    ]);
  });
});
