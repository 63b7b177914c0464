import type { ConfirmChannel } from 'amqplib';
import { EVENT_NAMES } from '../generated.js';
import { matches } from './patterns.js';

/** A service's objects in the broker: their names begin with its own, as its rights require. */
export type Queues = ReturnType<typeof queuesOf>;

/** A crash counts as a delivery of every unacknowledged event: after this many, an event is parked. */
const DELIVERY_LIMIT = 20;
const DELIVERY_LIMIT_OFF = 1_000_000;
/** Lossless dead-lettering requires this overflow; without a length limit, a queue refuses nothing. */
const QUORUM = { 'x-queue-type': 'quorum', 'x-overflow': 'reject-publish' };
const AT_LEAST_ONCE = { 'x-dead-letter-strategy': 'at-least-once' };
const AGAIN = 'again';
const PARKED = 'parked';

export function queuesOf(service: string, retryDelaysMs: readonly number[]) {
  const events = `${service}.newsletters`;
  return {
    events,
    parked: `${events}.parked`,
    /** The queues of failed events, by waiting time. */
    failed: `${events}.failed`,
    retries: retryDelaysMs.map((ms) => ({ name: `${events}.retry.${ms}ms`, key: `${ms}ms`, ms })),
    keyOfParked: PARKED,
    keyOfAgain: AGAIN,
  };
}

/** Declares them; existing ones stay as they are. */
export async function declare(channel: ConfirmChannel, queues: Queues): Promise<void> {
  const { events, parked, failed, retries } = queues;
  await channel.assertExchange(failed, 'direct', { durable: true });
  await channel.assertQueue(events, {
    durable: true,
    arguments: {
      ...QUORUM,
      ...AT_LEAST_ONCE,
      'x-delivery-limit': DELIVERY_LIMIT,
      'x-dead-letter-exchange': failed,
      'x-dead-letter-routing-key': PARKED,
    },
  });
  await channel.bindQueue(events, failed, AGAIN);
  await channel.assertQueue(parked, {
    durable: true,
    arguments: { ...QUORUM, 'x-delivery-limit': DELIVERY_LIMIT_OFF },
  });
  await channel.bindQueue(parked, failed, PARKED);
  for (const { name, key, ms } of retries) {
    await channel.assertQueue(name, {
      durable: true,
      arguments: {
        ...QUORUM,
        ...AT_LEAST_ONCE,
        'x-message-ttl': ms,
        'x-dead-letter-exchange': failed,
        'x-dead-letter-routing-key': AGAIN,
      },
    });
    await channel.bindQueue(name, failed, key);
  }
}

export type Wanted = { prefix: string; names: readonly string[]; sites?: readonly string[] };

type Binding = { exchange: string; key: string; args?: Record<string, string> };

/** Only events with a handler. */
export function bindingsOf({ prefix, names, sites }: Wanted): Binding[] {
  if (!sites) return names.map((key) => ({ exchange: `${prefix}.events`, key }));
  const exchange = `${prefix}.events.by-site`;
  const events = names.flatMap(headersOf);
  return sites.flatMap((site) =>
    events.map((event) => ({
      exchange,
      key: '',
      args: { 'x-match': 'all', 'nl-site': site, ...event },
    })),
  );
}

/** A headers exchange has no wildcards: without nl-event it matches all. Otherwise each matching event we know. */
function headersOf(pattern: string): { 'nl-event'?: string }[] {
  if (!/[*#]/.test(pattern)) return [{ 'nl-event': pattern }];
  const fitting = EVENT_NAMES.filter((name) => matches(pattern, name));
  if (fitting.length === EVENT_NAMES.length) return [{}];
  return fitting.map((name) => ({ 'nl-event': name }));
}

/** An older binding stays: a process of another release may need it. */
export async function bind(channel: ConfirmChannel, queue: string, wanted: Wanted): Promise<void> {
  for (const { exchange, key, args } of bindingsOf(wanted)) {
    await channel.bindQueue(queue, exchange, key, args);
  }
}
