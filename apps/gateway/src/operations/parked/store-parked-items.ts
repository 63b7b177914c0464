import type { Timers, ParkedPlace, ParkedRecords } from '#event-store';
import { STEP_DUE } from '#messaging';
import { itemOf } from './broker-parked-items.js';
import { ParkedItems, type ParkedItem } from './parked-items.js';

/**
 * Without a broker, what is parked is a deployment's wake-up, under the deployment's id, and events that
 * are not announced, as they do not match their schema.
 */
export class StoreParkedItems extends ParkedItems {
  constructor(
    private readonly timers: Timers,
    private readonly records: ParkedRecords,
  ) {
    super();
  }

  async list(limit: number, after?: ParkedPlace): Promise<ParkedItem[]> {
    const [wakeUps, records] = await Promise.all([
      this.timers.parked(limit, after),
      this.records.list(limit, after),
    ]);
    const items = [
      ...wakeUps.map((wakeUp) => wakeUpItem(wakeUp.deploymentId, wakeUp)),
      ...records.map(itemOf),
    ];
    return items.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1)).slice(0, limit);
  }

  async count(): Promise<number> {
    const counts = await Promise.all([this.timers.countParked(), this.records.count()]);
    return counts[0] + counts[1];
  }

  async find(id: string): Promise<ParkedItem | undefined> {
    const wakeUp = await this.timers.parkedWakeUp(id);
    if (wakeUp) return wakeUpItem(id, wakeUp);
    const record = await this.records.find(id);
    return record && itemOf(record);
  }

  /** Readers of the feed read an event again: it is announced once it matches its schema. */
  async redrive(id: string): Promise<ParkedItem | undefined> {
    return this.end(id, 'redriven');
  }

  /** A wake-up only triggers a check: sending it is harmless, and there is nothing to discard. */
  discard(id: string): Promise<ParkedItem | undefined> {
    return this.end(id, 'discarded');
  }

  private async end(id: string, how: 'redriven' | 'discarded'): Promise<ParkedItem | undefined> {
    const wakeUp = await this.timers.parkedWakeUp(id);
    if (!wakeUp) {
      await this.records.end(id, how);
      return this.find(id);
    }
    await this.timers.unpark(id);
    return { ...wakeUpItem(id, wakeUp), ended: 'redriven' };
  }
}

function placeOf({ parkedAt, id }: ParkedItem): string {
  return `${parkedAt ?? ''} ${id}`;
}

function wakeUpItem(
  deploymentId: string,
  { reason, at }: { reason: string; at: string },
): ParkedItem {
  return {
    id: deploymentId,
    deploymentId,
    cause: 'rejected',
    reason,
    routingKey: STEP_DUE,
    sourceQueue: null,
    parkedAt: at,
    ended: null,
    body: null,
  };
}
