import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HashedKey, type Role, type Sites } from '#sites';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../../apps/gateway/src/gateway-settings.js';
import {
  type Gateway,
  ask,
  postEvent,
  sendEvent,
  startTestGateway,
} from '../e2e/gateway/fixtures.js';
import { type TestDatabase, createTestDatabase } from '../setup/database.js';
import { Visitor } from './visitor.js';

const entry = (name: string, role: Role) => ({
  key: HashedKey.of(`key of ${name}`.replaceAll(' ', '-'), 'the test'),
  name,
  role,
});
const REPORT = entry('Report', 'read');
const SUBSCRIBER = entry('Subscriber', 'subscribe');
const ZOE = entry('Zoe', 'operate');
const ADA = entry('Ada', 'operate');

let database: TestDatabase;
let gateway: Gateway;
let visitor: Visitor;
let newsletter: string;

const have = (...operatorKeys: Sites['operatorKeys']) => {
  const { sites } = gateway.app.get<GatewaySettings>(GATEWAY_SETTINGS, { strict: false });
  (sites as { operatorKeys: Sites['operatorKeys'] }).operatorKeys = operatorKeys;
};

beforeEach(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  have(REPORT, SUBSCRIBER, ZOE);
  const { body } = await sendEvent(gateway.url, postEvent());
  newsletter = String(body['deploymentId']);
});

afterEach(async () => {
  await visitor?.close();
  await gateway?.close();
  await database?.drop();
});

describe('a key', () => {
  it('of a subscriber opens nothing, and another one can be tried', async () => {
    visitor = await Visitor.open(gateway.url);
    await visitor.page.getByLabel('Operator key').fill('key-of-Subscriber');
    await visitor.page.getByRole('button', { name: 'Sign in' }).click();
    await visitor.sees(/only reads the feed/);
    await visitor.signIn('key-of-Zoe');
    await visitor.heading('Today');
  });

  it('that only reads has no buttons that would be refused', async () => {
    visitor = await Visitor.signedIn(gateway.url, 'key-of-Report');
    await visitor.sees('Report · All sites · reads only');
    await visitor.go(`/console/newsletters/${newsletter}`);
    await visitor.heading('Morning news');
    await visitor.page.getByRole('heading', { name: 'History' }).waitFor();
    expect(await visitor.page.getByRole('button', { name: 'Hold…' }).count()).toBe(0);
  });

  it('that ends in between leads to the sign-in page, and from there back', async () => {
    const place = `/console/newsletters/${newsletter}`;
    visitor = await Visitor.signedIn(gateway.url, 'key-of-Zoe', place);
    await visitor.heading('Morning news');
    have(REPORT);
    // Nobody clicks anything.
    await visitor.sees('The session has ended: sign in again.');
    await visitor.signIn('key-of-Report');
    await visitor.heading('Morning news');
    expect(new URL(visitor.page.url()).pathname).toBe(place);
  });

  it('shows who acted, whatever name was entered', async () => {
    visitor = await Visitor.signedIn(gateway.url, 'key-of-Zoe');
    const names = { Ada: 'Ada, with the key of Zoe', Zoe: 'Zoe' };
    for (const [name, who] of Object.entries(names)) {
      await ask(gateway.url, `/v1/deployments/${newsletter}/hold`, {
        method: 'POST',
        key: 'key-of-Zoe',
        headers: { 'newsletter-actor': name },
      });
      await visitor.go(`/console/newsletters/${newsletter}`);
      await visitor.page.locator('.history').getByText(who, { exact: true }).first().waitFor();
      await ask(gateway.url, `/v1/deployments/${newsletter}/resume`, {
        method: 'POST',
        key: 'key-of-Zoe',
        headers: { 'newsletter-actor': name },
      });
    }
  });
});

describe('a second tab in which a user signs in', () => {
  const reason = 'Wait for the lawyer';

  /** Replaces the cookie of all tabs, as a console of an earlier release does: no tab is notified. */
  const signInUnheard = (key: string) =>
    visitor.page.evaluate<number>(
      `fetch('/v1/session', { method: 'POST', headers: { 'content-type': 'application/json' },
         body: JSON.stringify({ key: '${key}' }) }).then(({ status }) => status)`,
    );

  const hold = async () => {
    await visitor.page.getByRole('button', { name: 'Hold…' }).click();
    await visitor.page.getByLabel('Reason').fill(reason);
    await visitor.page.getByRole('button', { name: 'Hold 1 newsletter' }).click();
  };

  it('with the same key leaves the first one as it is', async () => {
    visitor = await Visitor.signedIn(
      gateway.url,
      'key-of-Zoe',
      `/console/newsletters/${newsletter}`,
    );
    await visitor.heading('Morning news');
    expect(await signInUnheard('key-of-Zoe')).toBe(201);
    await hold();
    await visitor.sees('1 changed.');
    await visitor.page.getByRole('button', { name: 'Close' }).click();
    expect(await signInUnheard('key-of-Zoe')).toBe(201);
    await visitor.page.getByRole('button', { name: 'Sign out' }).click();
    await visitor.heading('Sign in');
    await visitor.page.reload();
    await visitor.heading('Sign in');
  });

  it('with another key makes the first one show whose it is, and do nothing', async () => {
    have(REPORT, ADA, ZOE);
    visitor = await Visitor.signedIn(
      gateway.url,
      'key-of-Zoe',
      `/console/newsletters/${newsletter}`,
    );
    await visitor.page.getByRole('button', { name: 'Hold…' }).click();
    await visitor.sees('1 will change.');
    expect(await signInUnheard('key-of-Ada')).toBe(201);
    await visitor.page.getByRole('button', { name: 'Hold 1 newsletter' }).click();
    await visitor.sees('Ada · All sites');
    await visitor.sees(/^Nothing was done\. This browser is now signed in with another key/);
    await visitor.heading('Morning news');
    expect(await visitor.faults()).toEqual([]);
    expect(await visitor.page.locator('.summary [data-status="held"]').count()).toBe(0);
    await visitor.page.getByRole('button', { name: 'Dismiss' }).click();
    await hold();
    await visitor.sees('1 changed.');
  });

  it('is noticed by the first one at once', async () => {
    visitor = await Visitor.signedIn(gateway.url, 'key-of-Zoe');
    await visitor.sees('Zoe · All sites');
    const second = await visitor.context.newPage();
    await second.goto(`${gateway.url}/console`);
    await second.getByRole('button', { name: 'Sign out' }).click();
    await visitor.heading('Sign in');
    await visitor.page.reload();
    await visitor.signIn('key-of-Zoe');
    await second.getByLabel('Operator key or site key').fill('key-of-Report');
    await second.getByRole('button', { name: 'Sign in' }).click();
    await visitor.sees('Report · All sites · reads only');
  });
});

describe('signing out that fails', () => {
  it('says so, and does not show the user as signed out', async () => {
    visitor = await Visitor.signedIn(gateway.url, 'key-of-Zoe');
    await visitor.page.route('**/v1/session', (route) =>
      route.fulfill({ status: 503, json: { detail: 'The store is away.' } }),
    );
    await visitor.page.getByRole('button', { name: 'Sign out' }).click();
    await visitor.sees(/^You are still signed in\. Signing out failed: The store is away\./);
    await visitor.sees('Zoe · All sites');
    await visitor.page.unroute('**/v1/session');
    await visitor.page.getByRole('button', { name: 'Sign out' }).click();
    await visitor.heading('Sign in');
  });
});

describe('a page whose stream a proxy refuses', () => {
  it('says that it is not live, and reconnects', async () => {
    visitor = await Visitor.open(gateway.url);
    await visitor.page.route('**/v1/stream', (route) => route.fulfill({ status: 502 }));
    await visitor.signIn('key-of-Zoe');
    await visitor.sees('Not live: reconnecting…');
    await visitor.page.unroute('**/v1/stream');
    await visitor.page.getByText('Not live').waitFor({ state: 'detached' });
    await ask(gateway.url, `/v1/deployments/${newsletter}/hold`, {
      method: 'POST',
      key: 'key-of-Zoe',
      body: { reason: 'Wait for the lawyer' },
    });
    await visitor.sees(/Wait for the lawyer/);
  });
});
