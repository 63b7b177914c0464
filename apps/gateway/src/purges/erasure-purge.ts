import { Injectable } from '@nestjs/common';
import { type Erased, Erasures } from '#event-store';
import { Purge } from './purge.js';

/** How long a deleted post's content and testers can still be read. */
const KEEP_DELETED_MS = 30 * 24 * 60 * 60 * 1000;

/** Erases what belongs to posts that were deleted 30 days ago. */
@Injectable()
export class ErasurePurge extends Purge {
  protected override readonly everyMs = 10 * 60 * 1000;
  protected readonly failed = 'Nothing was purged.';

  constructor(private readonly erasures: Erasures) {
    super();
  }

  protected async purge(): Promise<void> {
    let erased: Erased[];
    do {
      erased = await this.erasures.purge(KEEP_DELETED_MS);
      if (erased.length > 0) this.log.info({ erased: erased.length }, 'Deleted posts erased.');
    } while (erased.length > 0);
  }
}
