import type { Alarms } from '#event-store';
import { STEP_DUE } from '#messaging';
import { ParkedDesk, type ParkedItem } from './parked-desk.js';

/** Without a broker a deployment's own tick is parked, under the deployment's id. */
export class TickDesk extends ParkedDesk {
  constructor(private readonly alarms: Alarms) {
    super();
  }

  async list(limit: number): Promise<ParkedItem[]> {
    const parked = await this.alarms.parked();
    return parked.slice(0, limit).map(({ deploymentId, reason }) => ({
      id: deploymentId,
      deploymentId,
      cause: 'rejected',
      reason,
      routingKey: STEP_DUE,
      sourceQueue: null,
      parkedAt: null,
      ended: null,
      body: null,
    }));
  }

  async count(): Promise<number> {
    return (await this.alarms.parked()).length;
  }

  async find(id: string): Promise<ParkedItem | undefined> {
    return (await this.list(Infinity)).find((item) => item.id === id);
  }

  async redrive(id: string): Promise<ParkedItem | undefined> {
    const item = await this.find(id);
    if (!item) return undefined;
    await this.alarms.unpark(id);
    return { ...item, ended: 'redriven' };
  }

  /** A tick only says "look": there is nothing to lose in sending it, and nothing to discard. */
  discard(id: string): Promise<ParkedItem | undefined> {
    return this.redrive(id);
  }
}
