import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type Gateway,
  KEYS,
  ask,
  postEvent,
  sendEvent,
  startTestGateway,
} from '../e2e/gateway/fixtures.js';
import { type TestDatabase, createTestDatabase } from '../setup/database.js';
import { Visitor } from './visitor.js';

/** Far from midnight, whatever the zone. */
const TOMORROW = new Date(Date.now() + 24 * 60 * 60_000).toISOString().slice(0, 10);

let database: TestDatabase;
let gateway: Gateway;
let visitor: Visitor;
let newsletter: string;

/** One that goes out tomorrow at noon. */
beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  const post = { status: 'future', date: `${TOMORROW}T12:00:00Z` };
  const { body } = await sendEvent(gateway.url, postEvent({ type: 'post.scheduled', post }));
  newsletter = String(body['deploymentId']);
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

afterEach(async () => {
  await visitor?.close();
});

const act = (action: 'hold' | 'resume', body: object = {}) =>
  ask(gateway.url, `/v1/deployments/${newsletter}/${action}`, {
    method: 'POST',
    key: KEYS.operator,
    body,
  });

/** Something that a spec triggers. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('a history that cannot be read', () => {
  const open = async () => {
    visitor = await Visitor.open(gateway.url, `/console/newsletters/${newsletter}`);
    // No changes are reported until a spec wants it.
    await visitor.page.route('**/v1/stream', (route) => route.fulfill({ status: 502 }));
    await visitor.page.route('**/v1/deployments/*/events?*', (route) =>
      route.fulfill({ status: 503, json: { detail: 'The store is away.' } }),
    );
    await visitor.signIn(KEYS.operator);
    await visitor.sees('The store is away.');
    await visitor.page.unroute('**/v1/deployments/*/events?*');
  };
  const historyIsThere = () => visitor.page.getByRole('heading', { name: 'History' }).waitFor();

  it('is reported, and retried on request', async () => {
    await open();
    expect(await visitor.page.getByRole('heading', { name: 'History' }).count()).toBe(0);
    await visitor.page.getByRole('button', { name: 'Try again' }).click();
    await historyIsThere();
    expect(await visitor.page.getByText('The store is away.').count()).toBe(0);
  });

  it('is retried when the page is live again', async () => {
    await open();
    await visitor.page.unroute('**/v1/stream');
    await historyIsThere();
  });
});

describe('earlier calls that cannot be read', () => {
  it('are reported, and retried on request', async () => {
    visitor = await Visitor.open(gateway.url, `/console/newsletters/${newsletter}`);
    let answer: object = { status: 503, json: { detail: 'The store is away.' } };
    await visitor.page.route('**/v1/deployments/*/calls', (route) =>
      route.fulfill({ json: { deploymentId: newsletter, calls: [call(2)], next: 2 } }),
    );
    await visitor.page.route('**/v1/deployments/*/calls?*', (route) => route.fulfill(answer));
    await visitor.signIn(KEYS.operator);
    await visitor.page.getByRole('button', { name: 'Show earlier calls' }).click();
    await visitor.sees('The store is away.');
    answer = { json: { deploymentId: newsletter, calls: [call(1)], next: null } };
    await visitor.page.getByRole('button', { name: 'Try again' }).click();
    await visitor.sees('2 calls');
    expect(await visitor.page.getByText('The store is away.').count()).toBe(0);
  });

  const call = (id: number) => ({
    id,
    site: 'daily',
    brand: 'DEMO',
    deploymentId: newsletter,
    step: 'watch',
    dueId: 999,
    call: 'lookup',
    method: 'GET',
    path: '/lookup',
    request: null,
    status: 200,
    response: null,
    error: null,
    class: 'ok',
    beganAt: new Date().toISOString(),
    tookMs: 1,
  });
});

describe('what changes by time alone', () => {
  it('is shown within a minute, without a change', async () => {
    visitor = await Visitor.open(gateway.url);
    await visitor.page.clock.install();
    // A reported change would have it read, too.
    await visitor.page.route('**/v1/stream', (route) => route.fulfill({ status: 502 }));
    await visitor.signIn(KEYS.operator);
    await visitor.sees('Nothing needs attention.');
    await visitor.page.route('**/v1/groups', (route) =>
      route.fulfill({ json: { groups: [LATE] } }),
    );
    await visitor.page.clock.fastForward(61_000);
    await visitor.sees('A step is late');
  });

  const LATE = {
    key: 'late',
    kind: 'late',
    count: 1,
    title: 'A step is late',
    cure: 'Look at the deployer.',
    brand: 'DEMO',
    sites: ['daily'],
    titles: ['Morning news'],
    since: new Date().toISOString(),
    nextSendAt: null,
    soon: 0,
    actions: [],
  };
});

describe('more tabs than a browser has connections for', () => {
  const become = (page: Page, state: 'hidden' | 'visible') =>
    page.evaluate(
      `Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
       document.dispatchEvent(new Event('visibilitychange'));`,
    );

  it('all work, since only visible ones keep one, and are live when they are visible again', async () => {
    visitor = await Visitor.signedIn(gateway.url, KEYS.operator);
    const { page: first, context } = visitor;
    await first.clock.install();
    await first.reload();
    const tabs = [first];
    while (tabs.length < 7) {
      const tab = tabs.at(-1) as Page;
      await tab.getByText('Nothing needs attention.').waitFor();
      await become(tab, 'hidden');
      await tab.clock.fastForward(11_000);
      const next = await context.newPage();
      await next.goto(`${gateway.url}/console`);
      tabs.push(next);
    }
    await act('hold', { reason: 'Wait for Eve' });
    await tabs.at(-1)?.getByText('Wait for Eve').first().waitFor();
    expect(await first.getByText('Wait for Eve').count()).toBe(0);
    const stream = first.waitForResponse('**/v1/stream');
    await become(first, 'visible');
    await first.getByText('Wait for Eve').first().waitFor();
    expect((await stream).status()).toBe(200);
    expect(await first.getByText('Not live').count()).toBe(0);
    await act('resume');
    await first.getByText('Nothing needs attention.').waitFor();
  });
});

describe('the plan of a day', () => {
  it('shows nothing of the day before while its pages load', async () => {
    visitor = await Visitor.signedIn(gateway.url, KEYS.operator, `/console?day=${TOMORROW}`);
    const { page } = visitor;
    const plan = page.getByRole('region', { name: /^Goes out on/ });
    await plan.getByRole('link', { name: 'Morning news' }).first().waitFor();
    // A second page that never arrives.
    await page.route('**/v1/deployments?*&after=*', () => undefined);
    await page.route(/\/v1\/deployments\?limit=200&sendFrom=[^&]*&sendTo=[^&]*$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ json: { ...(await response.json()), next: 'more' } });
    });
    const second = page.waitForRequest(/[?&]after=more/);
    await page.getByRole('link', { name: 'Next week' }).click();
    await second;
    await plan.getByText('Nothing goes out on this day.').waitFor();
    expect(await plan.getByRole('link', { name: 'Morning news' }).count()).toBe(0);
  });

  it('loads although newsletters change more often than it is read', async () => {
    visitor = await Visitor.open(gateway.url, `/console?day=${TOMORROW}`);
    const { page } = visitor;
    const slow = gate();
    await page.route('**/v1/deployments?*', async (route) => {
      await slow.opened;
      await route.continue().catch(() => undefined);
    });
    const aborted: string[] = [];
    page.on('requestfailed', (request) => aborted.push(request.url()));
    const asked = page.waitForRequest('**/v1/deployments?*');
    await visitor.signIn(KEYS.operator);
    await asked;
    for (const reason of ['Wait for Ada', 'Wait for Ben']) {
      await act('hold', { reason });
      await visitor.sees(reason);
      await act('resume');
      await visitor.sees('Nothing needs attention.');
    }
    slow.open();
    await page.getByRole('link', { name: 'Morning news' }).first().waitFor();
    expect(aborted.filter((url) => url.includes('/v1/deployments?'))).toEqual([]);
  });
});
