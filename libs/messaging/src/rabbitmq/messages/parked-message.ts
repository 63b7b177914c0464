import { createHash } from 'node:crypto';
import type { Message } from 'amqplib';
import { faultOfWakeUp } from '../../check-wake-up.js';
import { DELIVERY_LIMIT } from '../../strategy.js';
import type { WakeUp } from '../../wake-up.js';
import type { Names } from '../topology/names.js';
import { PARKED_HEADERS } from './parked-copy.js';
import { bodyOf } from './wake-up-message.js';

export type ParkedMessage = {
  /** The message's own id; for a foreign one without an id, one derived from its content. */
  messageId: string;
  /** Why it was given up: by the deployer, by the broker after too many deliveries, or as unroutable. */
  cause: 'rejected' | 'delivery-limit' | 'unroutable';
  reason: string;
  routingKey: string;
  /** The queue it was in last; null if it never was in any. */
  sourceQueue: string | null;
  deploymentId: string | null;
  /** Its content, if that is a wake-up. */
  wakeUp: WakeUp | null;
  body: unknown;
  /** ISO instant at which it was published last, to the second; null if unknown. */
  sentAt: string | null;
};

export function parkedMessageOf(message: Message, names: Names): ParkedMessage {
  const body = bodyOf(message);
  const wakeUp = faultOfWakeUp(body) === undefined ? (body as WakeUp) : null;
  const { timestamp, headers } = message.properties;
  const deployment: unknown = headers?.[PARKED_HEADERS.deployment];
  return {
    messageId: idOf(message),
    ...causeOf(message, names),
    routingKey: message.fields.routingKey,
    deploymentId: wakeUp?.deploymentId ?? (typeof deployment === 'string' ? deployment : null),
    wakeUp,
    body,
    sentAt: typeof timestamp === 'number' ? new Date(timestamp * 1_000).toISOString() : null,
  };
}

export function idOf({ properties, content }: Message): string {
  if (typeof properties.messageId === 'string') return properties.messageId;
  return `sha256-${createHash('sha256').update(content).digest('hex').slice(0, 32)}`;
}

type Cause = Pick<ParkedMessage, 'cause' | 'reason' | 'sourceQueue'>;

function causeOf(message: Message, names: Names): Cause {
  const { headers } = message.properties;
  const { exchange, routingKey } = message.fields;
  const source = textOf(headers?.[PARKED_HEADERS.source]);
  const error = textOf(headers?.[PARKED_HEADERS.error]);
  if (error !== null) return { cause: 'rejected', reason: error, sourceQueue: source };
  const death = headers?.['x-death']?.[0];
  const sourceQueue = death?.queue ?? null;
  if (exchange !== names.dead) {
    const reason = `No queue is bound to '${exchange}' for '${routingKey}'`;
    return { cause: 'unroutable', reason, sourceQueue };
  }
  return { cause: 'delivery-limit', reason: LIMIT_REASON, sourceQueue };
}

/** The broker gave it up: no process has recorded a reason. */
const LIMIT_REASON = `Delivered more than ${DELIVERY_LIMIT} times without an outcome; its process exited each time`;

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
