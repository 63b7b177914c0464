import { afterEach, describe, expect, it, vi } from 'vitest';
import { RunWaiter } from '../../../apps/gateway/src/events/run-waiter.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { SIGNING_SECRET } from '../sites.js';
import { type World, startWorld } from '../world.js';
import {
  type Gateway,
  postEvent,
  send,
  sendEvent,
  signedEvent,
  startTestGateway,
} from './fixtures.js';

/** Longer than any step takes here: an earlier response was not caused by the clock. */
const LONG = 'wait=60';
const DEADLINE = { timeout: 30_000, interval: 20 };

describe('a caller that prefers to wait, while a deployer runs', () => {
  let world: World;
  afterEach(() => world.close());

  function sendFirst(overrides: object, prefer: string, webhookId?: string) {
    const event = postEvent({ deploymentType: { omedaDeploymentTypeId: 1 }, ...overrides });
    const signing = { secret: SIGNING_SECRET, ...(webhookId ? { webhookId } : {}) };
    const signed = signedEvent(world.newsroom.url, event, signing);
    return send({ ...signed, headers: { ...signed.headers, prefer } });
  }

  it('gets a 200 when all is done, with debounce and gaps skipped', async () => {
    world = await startWorld();
    const answer = await sendFirst({}, LONG);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('preference-applied')).toBe('wait=60');
    expect(answer.body).toMatchObject({ status: 'content-updated', due: null, running: null });
    expect(answer.body['trackId']).toBe(world.deployments()[0]?.trackId);
  });

  it('and publishes gets a response once it is scheduled', async () => {
    world = await startWorld();
    const answer = await sendFirst({ type: 'post.published', post: { status: 'publish' } }, LONG);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status: 'scheduled', due: { step: 'watch' } });
  });

  it('gets the same response to the byte for a repeated request', async () => {
    world = await startWorld();
    const event = postEvent({ deploymentType: { omedaDeploymentTypeId: 1 } });
    const signed = signedEvent(world.newsroom.url, event, { secret: SIGNING_SECRET });
    const headers = { ...signed.headers, prefer: LONG };
    const first = await send({ ...signed, headers });
    const again = await send({ ...signed, headers });
    const without = await send(signed);
    for (const answer of [again, without]) {
      expect([answer.status, answer.text]).toEqual([first.status, first.text]);
      expect(answer.headers.get('preference-applied')).toBe('wait=60');
    }
    expect(world.calls('create')).toHaveLength(1);
  });

  it('learns at once of a step that failed permanently: nothing is due any more', async () => {
    world = await startWorld();
    const answer = await sendFirst({ deploymentType: { omedaDeploymentTypeId: 987_654 } }, LONG);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status: 'failed', due: null });
  });

  it('does not wait for what is due later than its limit', async () => {
    world = await startWorld();
    const post = { id: 7 };
    await sendFirst({ post }, LONG);
    const answer = await sendFirst(
      { type: 'post.trashed', sequence: 2, post: { ...post, status: 'trash' } },
      'wait=30',
    );
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ status: 'withdrawn', due: { step: 'cancel' } });
    expect(answer.headers.get('preference-applied')).toBe('wait=30');
  });
});

describe('a caller that prefers to wait, while no deployer runs', () => {
  let database: TestDatabase;
  let gateway: Gateway;

  afterEach(async () => {
    await gateway?.close();
    await database?.drop();
  });

  async function start(): Promise<void> {
    database = await createTestDatabase();
    gateway = await startTestGateway({ databaseUrl: database.url });
  }

  function waiting(prefer: string, overrides = {}) {
    const signed = signedEvent(gateway.url, postEvent(overrides));
    return { ...signed, headers: { ...signed.headers, prefer } };
  }

  it('gets a 202 when the time is over, with what is still due', async () => {
    await start();
    const answer = await send(waiting('wait=1'));
    expect(answer.status).toBe(202);
    expect(answer.headers.get('preference-applied')).toBe('wait=1');
    expect(answer.body).toMatchObject({ status: 'requested', due: { step: 'create' } });
  });

  it('waits no more than sixty seconds, and the response says so', async () => {
    await start();
    const answer = await send(waiting('wait=0, wait=999'));
    expect(answer.headers.get('preference-applied')).toBe('wait=0');
    const noType = await send(waiting('wait=999', { deploymentType: null, post: { id: 8 } }));
    expect(noType.status).toBe(200);
    expect(noType.headers.get('preference-applied')).toBe('wait=60');
  });

  it('does not wait for an event that is too old to count', async () => {
    await start();
    await sendEvent(gateway.url, postEvent({ sequence: 9 }));
    const answer = await send(waiting(LONG, { sequence: 3 }));
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ stale: true, highest: 9 });
    expect(answer.headers.get('preference-applied')).toBeNull();
  });

  it('and disconnects ends the wait; the event is accepted', async () => {
    await start();
    const waiter = gateway.app.get(RunWaiter, { strict: false });
    const { url, body, headers } = waiting(LONG);
    const gone = new AbortController();
    const request = fetch(url, { method: 'POST', body, headers, signal: gone.signal });
    const failed = request.catch((error: Error) => error.name);
    await vi.waitFor(() => expect(waiter.count).toBe(1), DEADLINE);
    gone.abort();
    expect(await failed).toBe('AbortError');
    await vi.waitFor(() => expect(waiter.count).toBe(0), DEADLINE);
    expect((await send({ url, body, headers })).status).toBe(202);
  });

  it('gets a response when the gateway stops', async () => {
    await start();
    const waiter = gateway.app.get(RunWaiter, { strict: false });
    const answer = send(waiting(LONG));
    await vi.waitFor(() => expect(waiter.count).toBe(1), DEADLINE);
    await gateway.close();
    expect((await answer).status).toBe(202);
  });

  it('keeps its 202 when the store is unavailable at the end: the event is accepted', async () => {
    await start();
    const waiter = gateway.app.get(RunWaiter, { strict: false });
    const answer = send(waiting('wait=5'));
    await vi.waitFor(() => expect(waiter.count).toBe(1), DEADLINE);
    await database.drop();
    expect((await answer).status).toBe(202);
  });
});
