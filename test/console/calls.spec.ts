import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR_KEY, SITE_KEY } from '../e2e/sites.js';
import { type World, startWorld } from '../e2e/world.js';
import { Visitor } from './visitor.js';

let world: World;
let address: string;
let id: string;

/** Scheduled at the second attempt of its content, and canceled: no more calls follow. */
beforeAll(async () => {
  world = await startWorld({ factor: 0.005 });
  world.fail({ call: 'content', status: 503, text: 'Down for a moment.' });
  const post = world.post(1);
  await post.published('A story.', { title: 'The morning' });
  await post.until('scheduled');
  await post.act('cancel');
  await post.until('cancelled');
  ({ deploymentId: id } = (await post.status()) as unknown as { deploymentId: string });
  address = `/console/newsletters/${id}`;
  await world.until('calls on record', async () => (await kept()).includes('cancel'));
  // As many as there was time for.
  await world.newsroom.store.dataSource.query(`DELETE FROM omeda_call WHERE step = 'watch'`);
});

afterAll(async () => {
  await world?.close();
});

async function kept(): Promise<string[]> {
  const response = await fetch(`${world.newsroom.url}/v1/deployments/${id}/calls`, {
    headers: { authorization: `Bearer ${SITE_KEY}` },
  });
  const { calls } = (await response.json()) as { calls: { call: string }[] };
  return calls.map(({ call }) => call);
}

const SCREENS = [
  ['on a desk', { width: 1280, height: 900 }],
  ['on a phone in the dark', { width: 375, height: 700, colorScheme: 'dark' }],
] as const;

describe('the calls of a newsletter', () => {
  it('open from the keyboard: what was sent, what came back, and how long it took', async () => {
    const visitor = await Visitor.signedIn(world.newsroom.url, SITE_KEY, address);
    const { page } = visitor;
    await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const calls = page.getByRole('region', { name: 'Calls to Omeda' });
    const step = calls.locator('details', { hasText: 'Send content' }).filter({ hasText: '503' });
    await step.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    const call = step.locator('details', { hasText: '503' });
    await call.getByText('POST /omail/deployment/content/*').waitFor();
    await call.getByText('503 · transient').waitFor();
    await call.getByText(/\d ms$/).waitFor();
    await call.locator('summary').focus();
    await page.keyboard.press('Enter');
    const request = call.getByRole('group', { name: 'Request' });
    await request.getByText(/<HtmlContent><!\[CDATA\[\[[\d,]+ characters\]\]\]>/).waitFor();
    await call.getByRole('group', { name: 'Response' }).getByText('Down for a moment.').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await call.getByText('Copied.').waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toBe(await request.textContent());
    expect(copied).toContain('  <Subject>');
    await visitor.close();
  });

  it.each(SCREENS)('have no fault that axe finds and fit the screen %s', async (where, options) => {
    const visitor = await Visitor.signedIn(world.newsroom.url, SITE_KEY, address, options);
    await visitor.heading('The morning');
    await visitor.sees(/^\d calls?, 1 failed$/);
    await visitor.page.evaluate(
      `for (const one of document.querySelectorAll('section[aria-labelledby=calls] details')) one.open = true`,
    );
    expect(await visitor.faults()).toEqual([]);
    expect(await visitor.overflow()).toBe(0);
    await visitor.page.getByRole('region', { name: 'Calls to Omeda' }).scrollIntoViewIfNeeded();
    await visitor.picture(`console-calls-${where.replaceAll(' ', '-')}`);
    await visitor.close();
  });

  it('are replaced with the events if none are on record', async () => {
    const { dataSource } = world.newsroom.store;
    await dataSource.query(`DELETE FROM omeda_call WHERE step = 'create'`);
    const visitor = await Visitor.signedIn(world.newsroom.url, SITE_KEY, address);
    const calls = visitor.page.getByRole('region', { name: 'Calls to Omeda' });
    const step = calls
      .locator('details', { hasText: 'No call of this step is on record.' })
      .filter({ hasText: 'newsletter-connector' });
    await step.locator('summary').first().click();
    await step.getByText('newsletter-connector').first().waitFor();
    await visitor.close();
  });

  it('are loaded page by page', async () => {
    const { dataSource } = world.newsroom.store;
    await dataSource.query(
      `INSERT INTO omeda_call (site, brand, deployment_id, step, due_id, call, method, path, class,
         began_at, took_ms)
       SELECT 'daily', 'DEMO', $1, 'watch', 999, 'lookup', 'GET', '/lookup/' || n, 'ok',
         connector_now(), n FROM generate_series(1, 60) AS n`,
      [id],
    );
    const visitor = await Visitor.signedIn(world.newsroom.url, SITE_KEY, address);
    await visitor.sees('50 calls');
    await visitor.page.getByRole('button', { name: 'Show earlier calls' }).click();
    await visitor.sees('60 calls');
    await visitor.close();
  });
});

describe('the operations page', () => {
  it('shows how many calls each brand got, how many failed, and how long they took', async () => {
    const visitor = await Visitor.signedIn(
      world.newsroom.url,
      OPERATOR_KEY,
      '/console/operations',
      SCREENS[1][1],
    );
    const row = visitor.page.getByRole('row', { name: /DEMO/ });
    await row.getByText(/\d, 1 failed$/).waitFor();
    await row.getByText(/^[\d,]+ \/ [\d,]+ ms$/).waitFor();
    expect(await visitor.faults()).toEqual([]);
    expect(await visitor.overflow()).toBe(0);
    await visitor.close();
  });
});
