import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { RabbitConnection, topologyOf } from '../../libs/messaging/src/index.js';
import { startBroker } from '../../test/setup/broker/start-broker.js';
import { Lateness } from './lateness.js';
import { type Way, openBareQueue, openDelayExchange } from './ways.js';

/** One of the delays there is a queue for, so that both ways wait once. */
const WAIT_MS = 5_000;
const TRICKLE = { count: 400, everyMs: 20 };
const AT_ONCE = { count: 10_000, batch: 500 };
/** After the last is due. Nothing hangs: what has not come by then is shown as missing. */
const LIMIT_MS = 60_000;

type Row = Record<string, string | number>;

async function trickle(way: Way, waitOf: (i: number) => number, what: string): Promise<Row> {
  const { count, everyMs } = TRICKLE;
  const lateness = listen(way, count);
  let lastWaitMs = 0;
  for (let i = 0; i < count; i += 1) {
    lastWaitMs = waitOf(i);
    await way.send([performance.now() + lastWaitMs]);
    await delay(everyMs);
  }
  await lateness.complete(lastWaitMs + LIMIT_MS);
  return { run: what, way: way.name, ...lateness.row() };
}

/** All due at the same instant. */
async function atOnce(way: Way): Promise<Row> {
  const { count, batch } = AT_ONCE;
  const lateness = listen(way, count);
  const due = Array.from({ length: batch }, () => performance.now() + WAIT_MS);
  // Together, so that all are sent within the second that a tick may be late by.
  await Promise.all(Array.from({ length: count / batch }, () => way.send(due)));
  await lateness.complete(WAIT_MS + LIMIT_MS);
  return { run: `${count} due at once`, way: way.name, ...lateness.row() };
}

function listen(way: Way, count: number): Lateness {
  const lateness = new Lateness(count);
  way.onArrival((due) => lateness.add(performance.now() - due));
  return lateness;
}

async function measure(url: string): Promise<Row[]> {
  const name = `bench-${randomBytes(4).toString('hex')}`;
  const topology = topologyOf({ prefix: name });
  const connection = await RabbitConnection.open({ url, topology, name: 'bench' });
  const ours = await openDelayExchange(connection);
  const bare = await openBareQueue(connection, { delayMs: WAIT_MS, name: `${name}.bare` });
  const steady = 'trickle, 5 s ahead';
  try {
    return [
      ...(await Promise.all([
        trickle(ours, () => WAIT_MS, steady),
        trickle(bare, () => WAIT_MS, steady),
      ])),
      await trickle(ours, (i) => 100 + ((i * 137) % 6_000), 'trickle, 0.1 to 6 s ahead'),
      await atOnce(ours),
      await atOnce(bare),
    ];
  } finally {
    await ours.close();
    await bare.close();
    const channel = await connection.openChannel();
    for (const queue of topology.queues) await channel.deleteQueue(queue.name);
    for (const exchange of topology.exchanges) await channel.deleteExchange(exchange.name);
    await connection.close();
  }
}

/** Prints how late messages are, through the delayed exchange and beside it. */
async function main(): Promise<void> {
  Logger.overrideLogger(['warn', 'error']);
  const given = process.env['RABBITMQ_URL']?.trim();
  const broker = given ? undefined : await startBroker();
  try {
    const rows = await measure(given ?? broker?.url ?? '');
    process.stdout.write(`Lateness in milliseconds, after the instant each was due\n`);
    process.stdout.write(`${textOf(rows)}\n`);
  } finally {
    await broker?.close();
  }
}

function textOf(rows: Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, ...rows.map((row) => names.map((name) => String(row[name])))];
  const widths = names.map((_name, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  return lines
    .map((line) => line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '))
    .join('\n');
}

await main();
