import type { ConfirmChannel } from 'amqplib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RabbitConnection, done } from '#messaging';
import { type RabbitApp, RabbitRig } from './rabbit-rig.js';
import { wakeUpOf } from './wake-ups.js';

const DEADLINE = { timeout: 30_000, interval: 10 };

let rig: RabbitRig;
let channel: ConfirmChannel;
let seen: string[];
let apps: RabbitApp[];

async function consumer(renewIdleMs: number): Promise<RabbitApp> {
  const app = await rig.start(
    ({ deploymentId }) => {
      seen.push(deploymentId);
      return done();
    },
    { renewIdleMs },
  );
  apps.push(app);
  await vi.waitFor(() => expect(app.strategy.attached).toBe(true), DEADLINE);
  return app;
}

beforeEach(async () => {
  rig = await RabbitRig.open();
  channel = await rig.connection.openChannel();
  [seen, apps] = [[], []];
});

afterEach(async () => {
  for (const app of apps) await app.close();
  await rig.close();
});

const detached = ({ strategy }: RabbitApp) =>
  vi.waitFor(() => expect(strategy.attached).toBe(false), { ...DEADLINE, interval: 1 });

/** Its connection ends once RabbitMQ says that something is missing. */
function reconnectsWhenMissed(app: RabbitApp): Promise<void> {
  const { model } = app.strategy.unwrap<RabbitConnection>();
  if (!model) throw new Error('Not connected');
  const open = model.createChannel.bind(model);
  return new Promise((resolve) => {
    model.createChannel = async () => {
      const opened = await open();
      opened.once('error', () => {
        app.reconnect();
        resolve();
      });
      return opened;
    };
  });
}

function declare(): Promise<unknown> {
  const { topology } = rig;
  const { deployer, commands } = topology.names;
  const queue = topology.queues.find(({ name }) => name === deployer);
  const bound = topology.bindings.find((binding) => binding.queue === deployer);
  return Promise.all([
    channel.assertQueue(deployer, { durable: true, arguments: queue?.arguments }),
    channel.bindQueue(deployer, commands, bound?.key ?? ''),
  ]);
}

/** Each of another deployment, so that none supersedes another. */
async function expectAllToArrive(): Promise<void> {
  const last = Array.from({ length: 20 }, (_one, i) => String(i).padStart(12, '0'));
  const ids = last.map((digits) => `00000000-0000-4000-8000-${digits}`);
  const due = ids.map((deploymentId) => ({ wakeUp: wakeUpOf({ deploymentId }), dueInMs: 0 }));
  await vi.waitFor(() => rig.wakeUps.send(due), DEADLINE);
  await vi.waitFor(() => expect(ids.filter((id) => !seen.includes(id))).toEqual([]), DEADLINE);
}

describe('wake-ups arrive although the queue of the deployers was deleted', () => {
  it('and declared again at the same moment', async () => {
    await consumer(500);
    await Promise.all([channel.deleteQueue(rig.topology.names.deployer), declare()]);
    await expectAllToArrive();
  });

  it('and declared again once its consumer knows', async () => {
    const app = await consumer(500);
    await channel.deleteQueue(rig.topology.names.deployer);
    await detached(app);
    await declare();
    await expectAllToArrive();
  });

  it('and its two consumers declare it again, with an exchange', async () => {
    await consumer(500);
    await consumer(500);
    await channel.deleteExchange(rig.topology.names.events);
    await channel.deleteQueue(rig.topology.names.deployer);
    await expectAllToArrive();
  });

  it('and its connection ends while it waits to declare it again', async () => {
    const app = await consumer(60_000);
    const missed = reconnectsWhenMissed(app);
    await channel.deleteQueue(rig.topology.names.deployer);
    await missed;
    await vi.waitFor(() => expect(app.strategy.attached).toBe(true), DEADLINE);
    await expectAllToArrive();
  });
});

it('a consumer that reopens its channel counts as attached all the time', async () => {
  const app = await consumer(20);
  const said: string[] = [];
  app.strategy.status.subscribe((status) => said.push(status));
  const before = app.channels.length;
  await vi.waitFor(() => expect(app.channels.length).toBeGreaterThan(before + 2), DEADLINE);
  expect(said).not.toContain('detached');
  await expectAllToArrive();
});
