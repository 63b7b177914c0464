import type { Channel, ConsumeMessage } from 'amqplib';
import { faultOfWakeUp } from '../../check-wake-up.js';
import type { WakeUp } from '../../wake-up.js';
import { bodyOf, deliveriesOf, leftMsOf } from './wake-up-message.js';

/** A message in progress. `deploymentId` and `n` are its key and its order. */
export type Delivered = {
  channel: Channel;
  message: ConsumeMessage;
  body: unknown;
  /** The body, if it is a wake-up. */
  wakeUp: WakeUp | undefined;
  /** This one included. */
  deliveries: number;
  /** How long it still has to wait, in milliseconds. */
  leftMs: number;
  deploymentId: string;
  n: number;
};

export function deliveredOf(channel: Channel, message: ConsumeMessage): Delivered {
  const body = bodyOf(message);
  const wakeUp = faultOfWakeUp(body) === undefined ? (body as WakeUp) : undefined;
  return {
    channel,
    message,
    body,
    wakeUp,
    deliveries: deliveriesOf(message),
    leftMs: leftMsOf(message),
    // What is not a wake-up shares its key with nothing.
    deploymentId: wakeUp?.deploymentId ?? `delivery ${message.fields.deliveryTag}`,
    n: wakeUp?.n ?? 0,
  };
}
