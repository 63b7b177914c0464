import type { Timers, ParkedPlace, ParkedRecord, ParkedRecords } from '#event-store';
import {
  NotConfirmed,
  ParkedHidden,
  type ParkedMessages,
  type RabbitConnection,
  brokerTrouble,
} from '#messaging';
import { Problem } from '../../problem/problem.js';
import { ParkedItems, type ParkedItem } from './parked-items.js';

/** Until the sweeper may send a redriven message again, in milliseconds. */
const ON_ITS_WAY_MS = 10_000;

/** The queue of parked messages, and the store's record of it. */
export class BrokerParkedItems extends ParkedItems {
  constructor(
    private readonly dependencies: {
      records: ParkedRecords;
      queue: ParkedMessages;
      timers: Timers;
      connection: RabbitConnection;
    },
  ) {
    super();
  }

  async list(limit: number, after?: ParkedPlace): Promise<ParkedItem[]> {
    return (await this.dependencies.records.list(limit, after)).map(itemOf);
  }

  count(): Promise<number> {
    return this.dependencies.records.count();
  }

  async find(id: string): Promise<ParkedItem | undefined> {
    const record = await this.dependencies.records.find(id);
    return record && itemOf(record);
  }

  async redrive(id: string): Promise<ParkedItem | undefined> {
    this.assertBroker();
    const { queue, records, timers } = this.dependencies;
    const record = await records.find(id);
    const sent = await queue.redrive(id).catch(stillParked);
    const deploymentId = record?.deploymentId ?? sent?.deploymentId;
    // Also if the broker was rebuilt and no longer has it: then the sweeper sends it.
    if (deploymentId && !record?.ended) await timers.unpark(deploymentId, sent ? ON_ITS_WAY_MS : 0);
    await records.end(id, 'redriven');
    return this.find(id);
  }

  async discard(id: string): Promise<ParkedItem | undefined> {
    this.assertBroker();
    const { queue, records } = this.dependencies;
    await queue.discard(id).catch(stillParked);
    await records.end(id, 'discarded');
    return this.find(id);
  }

  private assertBroker(): void {
    const trouble = brokerTrouble(this.dependencies.connection);
    if (trouble === undefined) return;
    throw new Problem('try-again', `${trouble}. Nothing was done. Try again.`, {
      retryAfterSeconds: 5,
    });
  }
}

/** A right is missing, the broker was too slow, or the message is hidden: not an internal error. */
function stillParked(error: unknown): never {
  if (error instanceof ParkedHidden) {
    throw new Problem('try-again', `${error.message}. Nothing was done. Try again.`, {
      retryAfterSeconds: 5,
    });
  }
  if (!(error instanceof NotConfirmed)) throw error;
  throw new Problem(
    'try-again',
    `RabbitMQ did not take the message: ${error.message}. It is still parked. If RabbitMQ refuses a right, the log ` +
      'of this gateway says which.',
    { retryAfterSeconds: 5 },
  );
}

/** A message from its record. */
export function itemOf({ messageId: id, ...record }: ParkedRecord): ParkedItem {
  const { cause, reason, deploymentId, routingKey, sourceQueue, parkedAt, ended, body } = record;
  return { id, cause, reason, deploymentId, routingKey, sourceQueue, parkedAt, ended, body };
}
