import { INSTANT, TEXT, listOf, object, oneOf, orNull, ref } from './schema.js';

const PARKED = object({
  id: TEXT,
  cause: oneOf(
    ['rejected', 'delivery-limit', 'unroutable'],
    'Who parked it: the deployer, or RabbitMQ.',
  ),
  reason: TEXT,
  deploymentId: orNull(TEXT),
  routingKey: TEXT,
  sourceQueue: orNull(TEXT, 'The queue it came from; null if it was never in one.'),
  parkedAt: orNull(INSTANT),
  ended: orNull(
    oneOf(['redriven', 'discarded']),
    'What was done with it; null while it is parked.',
  ),
  body: { description: 'Its content, unchanged.' },
});

/** Responses of the routes of parked messages. */
export const PARKED_SCHEMAS = {
  Parked: PARKED,
  ParkedList: object({
    parked: listOf(ref('Parked')),
    next: orNull(TEXT, 'The cursor to send as after; null on the last page.'),
  }),
};
