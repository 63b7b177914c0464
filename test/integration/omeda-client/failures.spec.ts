import { type OmedaAccount, type OmedaClient, createOmedaClient } from '#omeda-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import { errorOf, heal, openFailingOmeda, tomorrow } from './failing-omeda.testing.js';

/** Only a missing response takes this long, also on a slow machine. */
const TIMEOUT_MS = 3_000;
let sandbox: Sandbox;
let account: OmedaAccount;
let client: OmedaClient;

beforeAll(async () => {
  ({ sandbox, account, client } = await openFailingOmeda(TIMEOUT_MS));
});
afterEach(() => heal(sandbox));
afterAll(async () => {
  await client.close();
  await sandbox.close();
});

const create = (options?: { signal?: AbortSignal }, by = client) => by.create(tomorrow(), options);

describe('a call that fails in transit', () => {
  it.each([500, 502, 503, 504])('with status %i is transient and unclear', async (status) => {
    sandbox.world.faults.add({ call: 'create', status, text: 'Down.' });
    expect(await errorOf(create())).toMatchObject({
      class: 'transient',
      status,
      texts: ['Down.'],
      mayHaveTakenEffect: true,
    });
  });

  it('with 429 is transient, had no effect, and says how long to wait', async () => {
    sandbox.world.faults.add({ call: 'create', status: 429, retryAfter: '7' });
    expect(await errorOf(create())).toMatchObject({
      class: 'transient',
      retryAfterMs: 7_000,
      mayHaveTakenEffect: false,
    });
  });

  it('with Retry-After as a date says how long to wait', async () => {
    const retryAfter = new Date(Date.now() + 60_000).toUTCString();
    sandbox.world.faults.add({ call: 'create', status: 503, retryAfter });
    const { retryAfterMs } = await errorOf(create());
    expect(retryAfterMs).toBeGreaterThan(55_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
  });

  it('with a reset after the request is transient and unclear', async () => {
    sandbox.world.faults.add({ call: 'create', drop: true, when: 'after' });
    const error = await errorOf(create());
    expect(error).toMatchObject({ class: 'transient', mayHaveTakenEffect: true });
    expect(error.status).toBeUndefined();
  });

  it('without a response in time is transient and unclear', async () => {
    sandbox.world.faults.add({ call: 'create', delayMs: 60_000 });
    expect(await errorOf(create())).toMatchObject({
      class: 'transient',
      texts: [`Omeda did not respond within ${TIMEOUT_MS / 1000} s.`],
      mayHaveTakenEffect: true,
    });
  });

  it('refused by the host is transient and had no effect', async () => {
    const closed = await startSandbox();
    await closed.close();
    const other = createOmedaClient({ ...account, baseUrl: closed.url });
    expect(await errorOf(create({}, other))).toMatchObject({
      class: 'transient',
      mayHaveTakenEffect: false,
    });
  });

  it('to a host that has no address is transient and had no effect', async () => {
    const other = createOmedaClient({ ...account, baseUrl: 'http://omeda.invalid' });
    expect(await errorOf(create({}, other))).toMatchObject({
      class: 'transient',
      mayHaveTakenEffect: false,
    });
  });

  it('of a read never has an effect', async () => {
    sandbox.world.faults.add({ call: 'search', status: 503 });
    sandbox.world.faults.add({ call: 'lookup', drop: true });
    const errors = [await errorOf(client.search()), await errorOf(client.lookup('DEMO1'))];
    expect(errors.map(({ mayHaveTakenEffect }) => mayHaveTakenEffect)).toEqual([false, false]);
  });

  it('canceled by its caller is unclear once it is sent, and unsent before', async () => {
    sandbox.world.faults.add({ call: 'create', delayMs: 60_000 });
    const controller = new AbortController();
    const call = errorOf(create({ signal: controller.signal }));
    await expect.poll(() => sandbox.world.ledger.entries.at(-1)?.status).toBe(0);
    controller.abort();
    expect(await call).toMatchObject({ class: 'transient', mayHaveTakenEffect: true });

    const calls = sandbox.world.ledger.entries.length;
    const unsent = await errorOf(create({ signal: AbortSignal.abort() }));
    expect(unsent).toMatchObject({ class: 'transient', mayHaveTakenEffect: false });
    expect(sandbox.world.ledger.entries).toHaveLength(calls);
  });

  it('leaves the client able to call again', async () => {
    sandbox.world.faults.add({ call: 'create', drop: true });
    await errorOf(create());
    expect((await create()).trackId).toMatch(/^DEMO/);
  });
});

describe('a dead app id', () => {
  it('is a fault of the brand, on every call', async () => {
    const brand = sandbox.world.brands.get('DEMO');
    if (brand) brand.appIdRevoked = true;
    const calls = [
      create(),
      client.lookup('DEMO1'),
      client.search(),
      client.deploymentTypes(),
      client.setContent({ trackId: 'DEMO1', html: '<html></html>', subject: 'x' }),
    ];
    for (const call of calls) {
      expect(await errorOf(call)).toMatchObject({ class: 'brand-refused', status: 403 });
    }
  });

  it('is not mistaken for an unauthorized user', async () => {
    const { trackId } = await create();
    const stranger = createOmedaClient({ ...account, ownerUserId: 'stranger' });
    expect(await errorOf(stranger.cancel(trackId))).toMatchObject({
      class: 'not-authorized',
      status: 403,
    });
  });
});
