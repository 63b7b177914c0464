import type { Message } from 'amqplib';
import { v4 as uuid } from 'uuid';
import { STEP_DUE, type WakeUp } from '../../wake-up.js';
import { chooseHop, delayName } from '../topology/delays.js';
import type { Outgoing } from './outgoing.js';
import type { Topology } from '../topology/topology.js';

/** How long a wake-up waits after this round through a delay queue, in milliseconds. */
const LEFT = 'nl-left-ms';

/**
 * A wake-up to be delivered in `dueInMs`. Headers are created each time: with a copied `x-death`
 * RabbitMQ 3.10 mistakes a second delay for a cycle, and drops the message.
 */
export function wakeUpMessage(
  topology: Topology,
  wakeUp: WakeUp,
  { dueInMs, isOneOfMany }: { dueInMs: number; isOneOfMany?: boolean },
): Outgoing {
  const hop = chooseHop(dueInMs, topology.delaysMs, isOneOfMany);
  const headers = wakeUpHeaders(wakeUp);
  headers['nl-delay'] = delayName(hop?.delayMs ?? 0);
  if (hop && hop.leftMs > 0) headers[LEFT] = Math.ceil(hop.leftMs);
  return {
    exchange: topology.names.wakeUps,
    routingKey: STEP_DUE,
    content: Buffer.from(JSON.stringify(wakeUp)),
    contentType: 'application/json',
    messageId: uuid(),
    type: 'tick',
    correlationId: wakeUp.deploymentId,
    headers,
    mandatory: true,
  };
}

/** What people search for on the management pages. */
export function wakeUpHeaders(wakeUp: WakeUp): Record<string, string | number> {
  return {
    'nl-site': wakeUp.site,
    'nl-post': wakeUp.postId,
    ...(wakeUp.step === null ? {} : { 'nl-step': wakeUp.step }),
    ...(wakeUp.attempt === null ? {} : { 'nl-attempt': wakeUp.attempt }),
    'nl-due-at': wakeUp.dueAt,
    ...(wakeUp.traceparent === undefined ? {} : { traceparent: wakeUp.traceparent }),
  };
}

/** Its content: parsed JSON, or the text if it is not JSON. */
export function bodyOf({ content }: Message): unknown {
  const text = content.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** How long a wake-up still has to wait, in milliseconds; 0: it is due. */
export function leftMsOf({ properties }: Message): number {
  return Math.max(0, Number(properties.headers?.[LEFT] ?? 0) || 0);
}

/** This delivery included. The first one has no count, and 3.10 to 4.3 count alike from then on. */
export function deliveriesOf({ properties, fields }: Message): number {
  const counted = Number(properties.headers?.['x-delivery-count'] ?? 0) || 0;
  return Math.max(counted, fields.redelivered ? 1 : 0) + 1;
}
