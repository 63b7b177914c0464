import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BrokerWakeUps, Timers } from '#event-store';
import { DELIVERY_LIMIT, type WakeUp } from '#messaging';
import { StoredWakeUpRecorder } from '../../apps/deployer/src/broker/wake-up-recorder.js';
import { testSites } from '../e2e/gateway/fixtures.js';
import { type RabbitApp, RabbitRig } from '../integration/messaging/rabbit-rig.js';
import { failQueries } from '../setup/fail-query.js';
import { type TcpProxy, openTcpProxy } from '../setup/tcp-proxy.js';
import { Deployer } from './settling/deployer.js';
import type { Newsletter } from './settling/newsletter.js';
import { Newsroom } from './settling/newsroom.js';

const DEADLINE = { timeout: 60_000, interval: 20 };
/** More than RabbitMQ's deliveries of a message that is returned each time. */
const TRIES = 3 * DELIVERY_LIMIT;

let room: Newsroom;
let news: Newsletter;
/** Between the deployer and its store. */
let wire: TcpProxy;
let deployer: Deployer;
let rig: RabbitRig;
let wakeUp: WakeUp;
let app: RabbitApp | undefined;
let tries: number;

beforeEach(async () => {
  tries = 0;
  room = await Newsroom.open();
  wire = await openTcpProxy(room.database.url);
  const omedaUrl = room.sandbox.url;
  const sites = testSites(omedaUrl);
  deployer = await Deployer.start('behind the wire', { databaseUrl: wire.url, omedaUrl, sites });
  rig = await RabbitRig.open();
  news = room.newsletter();
  await news.saved('text');
  const due = await news.takeDue();
  const [entered] = await new BrokerWakeUps(room.store.dataSource).enter([news.id]);
  wakeUp = { ...due!, n: entered!.timer.n, key: entered!.timer.wakeKey };
});

afterEach(async () => {
  wire?.mend();
  await app?.close();
  app = undefined;
  await rig?.close();
  await deployer?.close();
  await room?.close();
  await wire?.close();
});

/** The deployer gets wake-ups, as many as arrive. */
async function consume(): Promise<RabbitApp> {
  const { dataSource } = deployer;
  const recorder = new StoredWakeUpRecorder(new BrokerWakeUps(dataSource), new Timers(dataSource));
  const handler = (one: WakeUp) => {
    tries += 1;
    return deployer.handle(one);
  };
  app = await rig.start(handler, { recorder });
  return app;
}

const until = (assertion: () => void | Promise<void>) => vi.waitFor(assertion, DEADLINE);

async function messagesIn(queue: string): Promise<number> {
  const channel = await rig.connection.openChannel();
  const { messageCount } = await channel.checkQueue(queue);
  await channel.close();
  return messageCount;
}

async function expectNothingParked(): Promise<void> {
  const { parked, parkedRecord } = rig.topology.names;
  expect([await messagesIn(parked), await messagesIn(parkedRecord)]).toEqual([0, 0]);
  expect(await room.store.dataSource.query('SELECT parked_reason FROM tick')).toEqual([
    { parked_reason: null },
  ]);
}

const created = async () =>
  expect((await news.events()).map(({ type }) => type)).toContain('DeploymentCreated');

describe('a wake-up that arrives while the store is unavailable', () => {
  it('is retried for as long as that lasts, never parked, and carried out afterward', async () => {
    wire.cut();
    await consume();
    await rig.send(wakeUp);
    await until(() => expect(tries).toBeGreaterThan(TRIES));
    await expectNothingParked();
    wire.mend();
    await until(created);
    await expectNothingParked();
  });

  it('is returned at once when its deployer is stopped, and the next one carries it out', async () => {
    wire.cut();
    const stopped = await consume();
    await rig.send(wakeUp);
    await until(() => expect(tries).toBeGreaterThan(0));
    await stopped.close();
    await until(async () => expect(await messagesIn(rig.topology.names.deployer)).toBe(1));
    wire.mend();
    await consume();
    await until(created);
    await expectNothingParked();
  });
});

describe('a wake-up whose steps the store refuses, but not its bookkeeping', () => {
  it('is retried, however often it is delivered', async () => {
    let isOverloaded = true;
    failQueries(deployer.dataSource, (sql) =>
      isOverloaded && !sql.includes('UPDATE tick') ? '57P01' : undefined,
    );
    for (let n = 0; n < TRIES; n += 1) {
      expect(await deployer.handle(wakeUp)).toMatchObject({ kind: 'later' });
    }
    isOverloaded = false;
    await until(async () => {
      await deployer.handle(wakeUp);
      await created();
    });
  });
});
