// Prints every event of every newsletter, from the first one on. `npm install amqplib`, then run:
// RABBITMQ_URL=… NEWSLETTER_URL=… NEWSLETTER_KEY=… node subscriber.mjs
import { connect } from 'amqplib';

const {
  RABBITMQ_URL,
  RABBITMQ_PREFIX = 'newsletter',
  NEWSLETTER_URL,
  NEWSLETTER_KEY,
} = process.env;
const { QUEUE = 'my-service.newsletters' } = process.env;

const last = new Map(); // Store this together with what you do with the events.
function take(event) {
  const counted = `${event.epoch} ${event.subject}`; // A new epoch starts over.
  if (event.streamversion <= (last.get(counted) ?? 0)) return; // Already seen.
  last.set(counted, event.streamversion);
  console.log(event.subject, event.streamversion, event.type, JSON.stringify(event.data));
}

// First, declare your own queue. It collects what happens from now on.
const channel = await (await connect(RABBITMQ_URL)).createChannel();
await channel.assertQueue(QUEUE, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
await channel.bindQueue(QUEUE, `${RABBITMQ_PREFIX}.events`, 'deployment.*');

// Then read everything that happened before, page by page.
const headers = { authorization: `Bearer ${NEWSLETTER_KEY}` };
for (let after = '0', page; page?.hasMore !== false; after = page.next) {
  const answer = await fetch(`${NEWSLETTER_URL}/v1/events?limit=1000&after=${after}`, { headers });
  if (!answer.ok) throw new Error(await answer.text());
  page = await answer.json();
  page.events.forEach(take);
}

// Then consume the queue.
await channel.prefetch(50);
await channel.consume(QUEUE, (message) => {
  take(JSON.parse(message.content.toString()));
  channel.ack(message);
});
