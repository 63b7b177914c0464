import { connect } from 'amqplib';
import { STEADY_MS, measuring } from '../load/lateness.js';
import { servePart } from '../stage/serve-part.js';

/** One queue with a time-to-live and a dead-letter exchange, without any guarantee. */
const name = 'bench.bare-delay';
const model = await connect(process.env['BENCH_RABBITMQ_URL'] ?? '', { noDelay: true });
const channel = await model.createConfirmChannel();
let arrived = (_due: number) => {};

const quorum = { 'x-queue-type': 'quorum' };
await channel.assertExchange(name, 'fanout', { durable: true });
await channel.assertQueue(`${name}.due`, { durable: true, arguments: quorum });
await channel.bindQueue(`${name}.due`, name, '');
await channel.assertQueue(`${name}.wait`, {
  durable: true,
  arguments: { ...quorum, 'x-message-ttl': STEADY_MS, 'x-dead-letter-exchange': name },
});
await channel.consume(
  `${name}.due`,
  (message) => {
    if (message) arrived(Number(message.content.toString()));
  },
  { noAck: true },
);

servePart(
  measuring({
    send: async (due) => {
      for (const at of due) channel.sendToQueue(`${name}.wait`, Buffer.from(String(at)));
      await channel.waitForConfirms();
    },
    onArrival: (listener) => (arrived = listener),
  }),
);
