import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';
import { prepared } from '../database/prepared.js';
import { LOCKS } from '../leases/locks.js';

/** For as long as a sender may repeat the same event. */
const KEPT_DAYS = 90;
/** Short transactions: nothing waits behind them. */
const PURGE_BATCH = 1_000;

export type Receipt = {
  site: string;
  webhookId: string;
  /** SHA-256 of the body's bytes. */
  bodyHash: string;
  statusCode: number;
  answer: object;
};

const FIND = prepared('SELECT * FROM webhook_receipt WHERE site = $1 AND webhook_id = $2');

/** A row of the table, as JSON. */
export type ReceiptRow = {
  site: string;
  webhook_id: string;
  body_hash: string;
  status_code: number;
  answer: object;
};

/** The same request was handled before: nothing was appended. */
export class AlreadyReceived extends Error {
  override name = 'AlreadyReceived';

  constructor(readonly receipt: Receipt) {
    super(`${receipt.webhookId} already has a response.`);
  }
}

export function toReceipt(row: ReceiptRow): Receipt {
  const { site, webhook_id: webhookId, body_hash: bodyHash, status_code: statusCode, answer } = row;
  return { site, webhookId, bodyHash, statusCode, answer };
}

/** Responses that were sent, by site and `webhook-id`. */
@Injectable()
export class Receipts {
  constructor(private readonly dataSource: DataSource) {}

  async find(site: string, webhookId: string): Promise<Receipt | undefined> {
    const [row] = await guarded(() => this.dataSource.query<ReceiptRow[]>(FIND, [site, webhookId]));
    return row && toReceipt(row);
  }

  /** Replaces the response to the same request by a better one. */
  async replace({ site, webhookId, statusCode, answer }: Omit<Receipt, 'bodyHash'>): Promise<void> {
    await guarded(() =>
      this.dataSource.query(
        `UPDATE webhook_receipt SET status_code = $3, answer = $4
         WHERE site = $1 AND webhook_id = $2`,
        [site, webhookId, statusCode, JSON.stringify(answer)],
      ),
    );
  }

  /**
   * Removes what was received more than 90 days ago, `batch` at a time. While one process does it,
   * others skip it.
   * @returns how many were removed.
   */
  async purge(batch = PURGE_BATCH): Promise<number> {
    let removed = 0;
    for (;;) {
      const count = await guarded(() => this.purgeBatch(batch));
      removed += count;
      if (count < batch) return removed;
    }
  }

  private purgeBatch(batch: number): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const [lock] = await manager.query<{ is_ours: boolean }[]>(
        'SELECT pg_try_advisory_xact_lock($1) AS is_ours',
        [LOCKS.receiptPurge],
      );
      if (!lock?.is_ours) return 0;
      const [, count] = await manager.query<[unknown[], number]>(
        `DELETE FROM webhook_receipt WHERE (site, webhook_id) IN (
           SELECT site, webhook_id FROM webhook_receipt
           WHERE recorded_at < connector_now() - $1 * interval '1 day'
           ORDER BY recorded_at LIMIT $2)`,
        [KEPT_DAYS, batch],
      );
      return count;
    });
  }
}
