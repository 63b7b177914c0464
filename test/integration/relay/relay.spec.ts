import type { CloudEvent } from '#events';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RelayStage, keptOf, resumed } from './relay-stage.js';

let stage: RelayStage;

const NO_WAIT = { waitMs: 0, channelWaitMs: 0, forgetAfterMs: 60_000 };

beforeEach(async () => {
  stage = await RelayStage.open();
});

afterEach(() => stage?.close());

describe('what is appended, by any process', () => {
  it('is announced in the order of the feed, whichever of three processes relays', async () => {
    const seen = await stage.subscribe();
    for (let n = 0; n < 3; n += 1) await stage.relay({ batch: 7 });
    const writers = Array.from({ length: 5 }, async () => {
      const id = await stage.newsletter();
      for (let n = 0; n < 10; n += 1) await stage.append([resumed], id);
    });
    await Promise.all(writers);
    await stage.untilRelayed();
    const wanted = await stage.feed();
    expect(wanted).toHaveLength(55);
    await stage.until(() => expect(keptOf(seen)).toEqual(wanted));
  });

  it('and does not match its schema is parked with the reason, and delays nothing', async () => {
    const seen = await stage.subscribe();
    const parked = await stage.consume<CloudEvent>(stage.rabbit.topology.names.parked);
    await stage.relay();
    const sent = { type: 'DeploymentSent' as const, data: { trackId: 'FOO1', sentAt: '' } };
    await stage.newsletter([sent, resumed]);
    await stage.untilRelayed();
    const types = () => keptOf(seen).map((id) => seen.find((one) => one.id === id)?.type);
    await stage.until(() =>
      expect(types()).toEqual([
        'newsletter.deployment.requested.v1',
        'newsletter.deployment.resumed.v1',
      ]),
    );
    await stage.until(() =>
      expect(parked).toMatchObject([{ type: 'newsletter.deployment.sent.v1' }]),
    );
  });

  it('from before the first start is announced, too', async () => {
    const seen = await stage.subscribe();
    await stage.newsletter([resumed]);
    await stage.relay();
    await stage.until(async () => expect(keptOf(seen)).toEqual(await stage.feed()));
  });

  it('and is due now reaches the deployer; what is due soon does so in its time', async () => {
    const seen = await stage.wakeUps();
    await stage.relay();
    const soon = await stage.newsletter([await stage.dueIn(400)]);
    const now = await stage.newsletter([await stage.dueIn(0)]);
    const wakeUp = { key: 'due:1', n: 1, step: 'content', site: 'daily', postId: 42, probe: false };
    const of = (id: string) => seen.find(({ deploymentId }) => deploymentId === id);
    // A slow machine may have some sent again, or the later one due before the other is in the store.
    await stage.until(() => expect(of(now)).toMatchObject(wakeUp));
    await stage.until(() => expect(of(soon)).toMatchObject(wakeUp));
    expect((await stage.world.store.now()) >= String(of(soon)?.dueAt)).toBe(true);
  });

  it('is known to the broker before the position says so: the lag is 0 only then', async () => {
    await stage.newsletter([resumed, resumed]);
    const { relay } = await stage.relay();
    await stage.until(async () => expect(await relay.lag()).toEqual({ events: 0, ms: 0 }));
    expect(relay).toMatchObject({ isHolder: true, fault: undefined });
  });
});

describe('an append by another process', () => {
  it('wakes the one that relays, however rarely it polls', async () => {
    const seen = await stage.subscribe();
    const seldom = { pollMs: 3_600_000, idlePollMs: 3_600_000, onceConnected: true };
    const { relay } = await stage.relay(seldom);
    await stage.until(() => expect(relay.isHolder).toBe(true));
    const id = await stage.newsletter();
    await stage.until(async () => expect(keptOf(seen)).toEqual(await stage.feed()));
    await stage.append([resumed], id);
    await stage.until(async () => expect(keptOf(seen)).toEqual(await stage.feed()));
    await stage.untilRelayed();
  });
});

describe('a foreign transaction that is left open', () => {
  it('delays no announcement', async () => {
    const foreign = new Client({ connectionString: stage.world.database.url });
    await foreign.connect();
    await foreign.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await foreign.query('CREATE TABLE foreign_one (id int)');
    const seen = await stage.subscribe();
    await stage.relay();
    await stage.newsletter([resumed, resumed]);
    await stage.until(() => expect(keptOf(seen)).toHaveLength(3));
    await foreign.query('ROLLBACK');
    await foreign.end();
  });
});

describe('a process that relays', () => {
  it('and is stopped leaves it to the next one at once', async () => {
    const seen = await stage.subscribe();
    const first = await stage.relay();
    await stage.until(() => expect(first.relay.isHolder).toBe(true));
    const second = await stage.relay();
    const id = await stage.newsletter();
    await stage.stop(first);
    await stage.append([resumed], id);
    await stage.until(() => expect(second.relay.isHolder).toBe(true));
    await stage.until(async () => expect(keptOf(seen)).toEqual(await stage.feed()));
  });

  it('and finds that another one has taken over stops', async () => {
    const { relay } = await stage.relay();
    const id = await stage.newsletter();
    await stage.untilRelayed();
    await stage.world.sql(
      "UPDATE lease SET holder = 'another', until = connector_now() + interval '1 hour'",
    );
    await stage.append([resumed], id);
    await stage.until(() => expect(relay.isHolder).toBe(false));
    const [lease] = await stage.world.sql("SELECT holder FROM lease WHERE name = 'relay'");
    expect(lease).toEqual({ holder: 'another' });
  });
});

/** A subscriber's queue that is full, and rejects messages. */
async function fullQueue(): Promise<string> {
  const args = { 'x-max-length': 1, 'x-overflow': 'reject-publish' };
  const { queue } = await stage.channel.assertQueue('', { exclusive: true, arguments: args });
  stage.channel.sendToQueue(queue, Buffer.from('filler'));
  await stage.until(async () => {
    expect((await stage.channel.checkQueue(queue)).messageCount).toBe(1);
  });
  await stage.channel.bindQueue(queue, stage.rabbit.topology.names.events, '#');
  return queue;
}

describe('a queue of a subscriber that rejects announcements for a while', () => {
  it('has them all once it accepts them, in order, and nothing counts as refused', async () => {
    const queue = await fullQueue();
    const { relay, events } = await stage.relay();
    await stage.newsletter([resumed, resumed, await stage.dueIn(0)]);
    await stage.until(() => expect(relay.fault).toMatch(/queue rejects/));
    await stage.channel.purgeQueue(queue);
    const seen = await stage.consume<CloudEvent>(queue);
    await stage.until(async () => expect(keptOf(seen)).toEqual(await stage.feed()));
    await stage.until(() => expect(relay.fault).toBeUndefined());
    expect(events.refusals).toBe(0);
  });
});

describe('a queue of a subscriber that is full and refuses', () => {
  it('delays neither other subscribers nor wake-ups, and gets messages once it has room', async () => {
    const args = { 'x-max-length': 1, 'x-overflow': 'reject-publish' };
    const { queue } = await stage.channel.assertQueue('', { exclusive: true, arguments: args });
    await stage.channel.bindQueue(queue, stage.rabbit.topology.names.events, '#');
    const others = await stage.subscribe();
    const wakeUps = await stage.wakeUps();
    const { relay, events } = await stage.relay({ rejections: NO_WAIT });
    await stage.until(() => expect(relay.isHolder).toBe(true));
    const id = await stage.newsletter([resumed, resumed, await stage.dueIn(0)]);
    await stage.until(() => expect(wakeUps).toMatchObject([{ deploymentId: id }]));
    await stage.untilRelayed();
    await stage.until(async () => expect(keptOf(others)).toEqual(await stage.feed()));
    expect(relay.fault).toBeUndefined();
    expect(events.refusals).toBe(2);
    const seen = await stage.consume<{ id: string }>(queue);
    await stage.append([resumed], id);
    const [first, , , last] = await stage.feed();
    await stage.until(() => expect(seen.map((event) => event.id)).toEqual([first, last]));
    expect(events.refusals).toBe(2);
  });
});
