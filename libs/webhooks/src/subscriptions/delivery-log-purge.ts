import { Injectable } from '@nestjs/common';
import { DeliveryLog, EventStore } from '#event-store';
import { PollingLoop } from '#relay';

const KEPT_MS = 30 * 24 * 60 * 60_000;
const EVERY_MS = 60 * 60_000;

/** Deletes deliveries after 30 days, at start and each hour; never by a clock that may be years ahead. */
@Injectable()
export class DeliveryLogPurge {
  private readonly loop = new PollingLoop('purge of the delivery log', () => this.round());

  constructor(
    private readonly log: DeliveryLog,
    private readonly store: EventStore,
  ) {}

  start(): void {
    this.loop.start();
  }

  close(): Promise<void> {
    return this.loop.stop();
  }

  private async round(): Promise<number> {
    if ((await this.store.clock.unsteadyForMs()) > 0) return EVERY_MS;
    return (await this.log.purge(KEPT_MS)) ? 0 : EVERY_MS;
  }
}
