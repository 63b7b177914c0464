import { type ChannelModel, connect } from 'amqplib';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { topologyOf } from '#messaging';
import { type TestDatabase, createTestDatabase } from '../setup/database.js';
import { runCli } from '../e2e/cli/run-cli.js';
import { Floor, OPERATOR_KEY } from './floor.js';

type Parked = { id: string; reason: string; ended: string | null };

let database: TestDatabase;
let floor: Floor;
let broker: ChannelModel;

beforeEach(async () => {
  database = await createTestDatabase();
  floor = await Floor.open({ databaseUrl: database.url, brokerUrl: inject('rabbitmq').url });
  const [, deployer] = await Promise.all([floor.start('gateway'), floor.start('deployer')]);
  await floor.until('the deployer is attached, and all is declared', async () => {
    return (await fetch(`${deployer.url}/health/ready`)).ok;
  });
  broker = await connect(inject('rabbitmq').url);
});

afterEach(async () => {
  await broker?.close();
  await floor?.close();
  await database?.drop();
});

const names = () => topologyOf({ prefix: floor.prefix }).names;

/** As another service might, by mistake. */
async function publish(routingKey: string, messageId: string, body = '{"size":"large"}') {
  const channel = await broker.createConfirmChannel();
  const properties = { messageId, contentType: 'application/json', persistent: true };
  channel.publish(names().commands, routingKey, Buffer.from(body), properties);
  await channel.waitForConfirms();
  await channel.close();
}

async function listed(): Promise<Parked[]> {
  const answer = await floor.ask('/v1/parked');
  return ((await answer.json()) as { parked: Parked[] }).parked;
}

const untilListed = (id: string) =>
  floor.until(`${id} is listed`, async () => (await listed()).some((one) => one.id === id));

/** As an operator types it. */
const newsletter = (line: string) =>
  runCli(line, { NEWSLETTER_URL: floor.gateway().url, NEWSLETTER_KEY: OPERATOR_KEY });

describe('a message that cannot be handled', () => {
  it('is listed with its reason, by REST, the command line and the metrics', async () => {
    await publish('order.pizza', 'pizza-1');
    await publish('step.due', 'no-tick-1', 'not JSON');
    await untilListed('pizza-1');
    await untilListed('no-tick-1');
    const { out } = await newsletter('parked list');
    expect(out).toMatch(/pizza-1 /);
    expect((await newsletter('parked show pizza-1')).out).toMatch(/parked by +RabbitMQ: no queue/);
    const { parked } = JSON.parse((await newsletter('parked list --json')).out);
    expect(parked).toEqual(await listed());
    const metrics = await (await floor.ask('/metrics')).text();
    expect(metrics).toMatch(/^newsletter_parked 2$/m);
  });

  it('is sent again, once, by two people who request it, when its cause is fixed', async () => {
    await publish('order.pizza', 'pizza-2');
    await untilListed('pizza-2');
    const channel = await broker.createChannel();
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, names().commands, 'order.pizza');
    const [first, second] = await Promise.all([
      newsletter('parked redrive pizza-2 --json'),
      floor.ask('/v1/parked/pizza-2/redrive', 'POST'),
    ]);
    expect(JSON.parse(first.out)).toMatchObject({ id: 'pizza-2', ended: 'redriven' });
    expect(second.status).toBe(200);
    expect((await newsletter('parked redrive pizza-2')).exitCode).toBe(0);
    await floor.until('it arrived', async () => (await channel.checkQueue(queue)).messageCount > 0);
    const arrived = await channel.get(queue);
    expect(arrived && arrived.content.toString()).toBe('{"size":"large"}');
    expect(await channel.get(queue)).toBe(false);
    expect(await listed()).toEqual([]);
  });

  it('is discarded, and remembered', async () => {
    await publish('order.pizza', 'pizza-3');
    await untilListed('pizza-3');
    expect((await newsletter('parked discard pizza-3')).out).toMatch(/state +discarded/);
    expect(await listed()).toEqual([]);
    expect((await newsletter('parked show pizza-3')).out).toMatch(/state +discarded/);
    const channel = await broker.createChannel();
    await floor.until('its queue is empty', async () => {
      return (await channel.checkQueue(names().parked)).messageCount === 0;
    });
    expect((await newsletter('parked show nobody')).exitCode).toBe(3);
  });
});
