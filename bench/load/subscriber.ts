import { connect } from 'amqplib';
import { namesOf } from '../../libs/messaging/src/rabbitmq/topology/names.js';
import { servePart } from '../stage/serve-part.js';
import { Arrivals } from './arrivals.js';
import { RawClient } from './raw-client.js';
import { eventOf, requestOf } from './signed-events.js';

export type Subscribing = { url: string; count: number };

const TAKEN = 202;

const model = await connect(process.env['BENCH_RABBITMQ_URL'] ?? '');
const channel = await model.createChannel();
const { events } = namesOf(process.env['BENCH_PREFIX'] ?? '');
const arrivals = new Arrivals();
let number = 0;

/** Its own queue at the exchange, as each subscriber has one. */
async function open(): Promise<void> {
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, events, 'deployment.requested');
  await channel.consume(queue, () => arrivals.arrived(), { noAck: true });
}

/** From a gateway's response until a subscriber has its event. */
async function subscribe({ url, count }: Subscribing) {
  const client = await RawClient.open(url);
  try {
    return await arrivals.measure(count, async () => {
      number += 1;
      const status = await client.send(requestOf(url, eventOf(number)));
      if (status !== TAKEN) throw new Error(`The response was ${status}.`);
    });
  } finally {
    client.close();
  }
}

servePart({ open, subscribe });
