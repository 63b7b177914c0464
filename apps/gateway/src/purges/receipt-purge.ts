import { Injectable } from '@nestjs/common';
import { Receipts, Timers } from '#event-store';
import { Purge } from './purge.js';

/** Removes old stored responses, and timers that ended. */
@Injectable()
export class ReceiptPurge extends Purge {
  protected readonly failed = 'Expired receipts and timers could not be removed.';

  constructor(
    private readonly receipts: Receipts,
    private readonly timers: Timers,
  ) {
    super();
  }

  protected async purge(): Promise<void> {
    const removed = await this.receipts.purge();
    if (removed > 0) this.log.info({ removed }, 'Receipts older than 90 days were removed.');
    const ended = await this.timers.removeEnded();
    if (ended > 0) {
      this.log.info({ ended }, 'Timers of newsletters that wait for nothing were removed.');
    }
  }
}
