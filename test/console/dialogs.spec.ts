import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Gateway,
  KEYS,
  postEvent,
  sendEvent,
  startTestGateway,
} from '../e2e/gateway/fixtures.js';
import { type TestDatabase, createTestDatabase, execute } from '../setup/database.js';
import { Visitor } from './visitor.js';

let database: TestDatabase;
let gateway: Gateway;
let visitor: Visitor;
let newsletter: string;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  const { body } = await sendEvent(gateway.url, postEvent());
  newsletter = String(body['deploymentId']);
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

beforeEach(async () => {
  visitor = await Visitor.open(gateway.url, `/console/newsletters/${newsletter}`);
});

afterEach(async () => {
  await visitor?.close();
});

type How = 'passed on' | 'cut';

/** Holds back changing requests until the spec continues. */
async function holdBack(path: string): Promise<(how: How) => void> {
  let go: (how: How) => void = () => undefined;
  const choice = new Promise<How>((resolve) => {
    go = resolve;
  });
  await visitor.page.route(path, async (route) => {
    if (route.request().postData()?.includes('"dryRun":true')) return route.continue();
    return (await choice) === 'cut' ? route.abort() : route.continue();
  });
  return go;
}

/** The second time, browsers close a dialog whatever the page says. */
async function pressEscapeTwice(): Promise<void> {
  for (let count = 0; count < 2; count += 1) await visitor.page.keyboard.press('Escape');
}

const button = (name: string) => visitor.page.getByRole('button', { name, exact: true });

describe('an action in progress', () => {
  it('cannot be dismissed, and its outcome is shown', async () => {
    await visitor.signIn(KEYS.operator);
    const go = await holdBack('**/v1/bulk');
    await button('Hold…').click();
    await visitor.sees('1 will change.');
    await button('Hold 1 newsletter').click();
    await visitor.sees(/^Working…/);
    expect(await button('Close').isDisabled()).toBe(true);
    expect(await button('Do nothing').count()).toBe(0);
    await pressEscapeTwice();
    await visitor.page.getByRole('dialog').waitFor();
    expect(await visitor.faults()).toEqual([]);
    go('passed on');
    await visitor.sees('1 changed.');
    await visitor.page.keyboard.press('Escape');
    await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
    await visitor.page.locator('.summary [data-status="held"]').waitFor();
  });

  it('says so if it got no response, and does not call that a failure', async () => {
    await visitor.signIn(KEYS.operator);
    const go = await holdBack('**/v1/bulk');
    await button('Cancel…').click();
    await button('Cancel 1 newsletter').click();
    go('cut');
    await visitor.sees(/^The gateway cannot be reached\. The request may still have taken effect/);
    expect(await button('Do nothing').count()).toBe(0);
    await button('Close').click();
    await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});

describe('a parked message that is being discarded', () => {
  it('cannot be dismissed', async () => {
    await execute(
      database.url,
      `INSERT INTO tick (deployment_id, wake_key, n, sent_at, not_before, deliveries, parked_reason)
       VALUES ('${newsletter}', 'parked', 1, connector_now(), connector_now(), 5, 'It cannot be read.')
       ON CONFLICT (deployment_id) DO UPDATE SET wake_key = 'parked', parked_reason = 'It cannot be read.'`,
    );
    await visitor.signIn(KEYS.operator);
    await visitor.go('/console/operations');
    const go = await holdBack('**/v1/parked/*/discard');
    await button(`Discard ${newsletter}`).click();
    await button('Discard').click();
    await expect.poll(() => button('Close').isDisabled()).toBe(true);
    expect(await button('Discard').isDisabled()).toBe(true);
    await pressEscapeTwice();
    await visitor.page.getByRole('dialog').waitFor();
    go('passed on');
    await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
    await visitor.sees('No message is parked.');
  });
});
