import type { Message } from 'amqplib';
import { v4 as uuid } from 'uuid';
import { STEP_DUE, type Tick } from '../tick.js';
import { chooseHop, delayName } from './delays.js';
import type { Outgoing } from './publisher.js';
import type { Topology } from './topology.js';

/** How long a tick waits after this round through a delay queue, in milliseconds. */
const LEFT = 'nl-left-ms';

/**
 * A tick to be delivered in `dueInMs`. Headers are made afresh each time: one copied `x-death`
 * and RabbitMQ 3.10 takes a second delay for a cycle, and drops the message.
 */
export function tickMessage(topology: Topology, tick: Tick, dueInMs: number): Outgoing {
  const { commands, delay } = topology.names;
  const hop = chooseHop(dueInMs, topology.delaysMs);
  const headers = tickHeaders(tick);
  if (hop) headers['nl-delay'] = delayName(hop.delayMs);
  if (hop && hop.leftMs > 0) headers[LEFT] = Math.ceil(hop.leftMs);
  return {
    exchange: hop ? delay : commands,
    routingKey: STEP_DUE,
    content: Buffer.from(JSON.stringify(tick)),
    contentType: 'application/json',
    messageId: uuid(),
    type: 'tick',
    correlationId: tick.deploymentId,
    headers,
  };
}

/** What people look for on the management pages. */
export function tickHeaders(tick: Tick): Record<string, string | number> {
  return {
    'nl-site': tick.site,
    'nl-post': tick.postId,
    ...(tick.step === null ? {} : { 'nl-step': tick.step }),
    ...(tick.attempt === null ? {} : { 'nl-attempt': tick.attempt }),
    'nl-due-at': tick.dueAt,
  };
}

/** What it holds: parsed JSON, or the text where it is none. */
export function bodyOf({ content }: Message): unknown {
  const text = content.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What a tick has still to wait, in milliseconds; 0: it is due. */
export function leftMsOf({ properties }: Message): number {
  return Math.max(0, Number(properties.headers?.[LEFT] ?? 0) || 0);
}

/** This delivery included. The first one has no count, and 3.10 to 4.3 count alike from then on. */
export function deliveriesOf({ properties, fields }: Message): number {
  const counted = Number(properties.headers?.['x-delivery-count'] ?? 0) || 0;
  return Math.max(counted, fields.redelivered ? 1 : 0) + 1;
}
