import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'amqplib';
import { namesOf } from '../../libs/messaging/src/rabbitmq/names.js';
import { percentile } from '../measure/statistics.js';
import { servePart } from '../stage/serve-part.js';
import { RawClient } from './raw-client.js';
import { eventOf, requestOf } from './signed-events.js';

export type Subscribing = { url: string; count: number };

/** Between two events, in milliseconds: never in step with somebody's polling. */
const pauseMs = (index: number) => 5 + ((index * 37) % 90);
const LIMIT_MS = 60_000;
const TAKEN = 202;

const model = await connect(process.env['BENCH_RABBITMQ_URL'] ?? '');
const channel = await model.createChannel();
const { events } = namesOf(process.env['BENCH_PREFIX'] ?? '');
let number = 0;
let arrived: (() => void) | undefined;

/** A queue of its own at the exchange, as each subscriber has one. */
async function open(): Promise<void> {
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, events, 'deployment.requested');
  await channel.consume(queue, () => arrived?.(), { noAck: true });
}

/** From a gateway's answer until a subscriber has the event of it; 0 where the event was first. */
async function subscribe({ url, count }: Subscribing) {
  const client = await RawClient.open(url);
  const tookMs: number[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      number += 1;
      const request = requestOf(url, eventOf(number));
      const told = nextArrival();
      const status = await client.send(request);
      const answeredAt = performance.now();
      if (status !== TAKEN) throw new Error(`It was answered ${status}.`);
      tookMs.push(Math.max(0, (await told) - answeredAt));
      await delay(pauseMs(index));
    }
  } finally {
    client.close();
  }
  return { 'p50 ms': percentile(tookMs, 0.5), 'p99 ms': percentile(tookMs, 0.99) };
}

function nextArrival(): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The event never came.')), LIMIT_MS);
    arrived = () => {
      clearTimeout(timer);
      resolve(performance.now());
    };
  });
}

servePart({ open, subscribe });
