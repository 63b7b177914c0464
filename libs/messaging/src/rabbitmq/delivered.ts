import type { Channel, ConsumeMessage } from 'amqplib';
import { faultOfTick } from '../check-tick.js';
import type { Tick } from '../tick.js';
import { bodyOf, deliveriesOf, leftMsOf } from './tick-message.js';

/** A message in hand. `deploymentId` and `n` say which lane it takes. */
export type Delivered = {
  channel: Channel;
  message: ConsumeMessage;
  body: unknown;
  /** The body, where that is one. */
  tick: Tick | undefined;
  /** This one included. */
  deliveries: number;
  /** What it has still to wait, in milliseconds. */
  leftMs: number;
  deploymentId: string;
  n: number;
};

export function deliveredOf(channel: Channel, message: ConsumeMessage): Delivered {
  const body = bodyOf(message);
  const tick = faultOfTick(body) === undefined ? (body as Tick) : undefined;
  return {
    channel,
    message,
    body,
    tick,
    deliveries: deliveriesOf(message),
    leftMs: leftMsOf(message),
    // What is no tick shares its lane with nothing.
    deploymentId: tick?.deploymentId ?? `delivery ${message.fields.deliveryTag}`,
    n: tick?.n ?? 0,
  };
}
