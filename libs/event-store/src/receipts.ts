import type { DataSource, EntityManager } from 'typeorm';
import { WebhookReceiptEntity } from './entities/webhook-receipt.entity.js';
import { guarded, isDuplicate } from './errors.js';

export type Receipt = {
  site: string;
  webhookId: string;
  /** SHA-256 of the body's bytes. */
  bodyHash: string;
  statusCode: number;
  answer: object;
};

/** The same request came in at the same moment and was first: read its receipt. */
export class AlreadyReceived extends Error {
  override name = 'AlreadyReceived';
}

/** Answers that were given, by site and `webhook-id`. */
export class Receipts {
  constructor(private readonly dataSource: DataSource) {}

  find(site: string, webhookId: string): Promise<WebhookReceiptEntity | null> {
    return guarded(() =>
      this.dataSource.getRepository(WebhookReceiptEntity).findOneBy({ site, webhookId }),
    );
  }

  /** @throws AlreadyReceived when there is one; the transaction is lost then. */
  async save(receipt: Receipt, manager: EntityManager): Promise<void> {
    const { site, webhookId, bodyHash, statusCode, answer } = receipt;
    try {
      await manager.query(
        `INSERT INTO webhook_receipt (site, webhook_id, body_hash, status_code, answer, recorded_at)
         VALUES ($1, $2, $3, $4, $5, connector_now())`,
        [site, webhookId, bodyHash, statusCode, JSON.stringify(answer)],
      );
    } catch (error) {
      if (isDuplicate(error, 'webhook_receipt_key')) throw new AlreadyReceived(webhookId);
      throw error;
    }
  }

  /** Another answer to the same request, once there is a better one. */
  async replace({ site, webhookId, statusCode, answer }: Omit<Receipt, 'bodyHash'>): Promise<void> {
    await guarded(() =>
      this.dataSource.query(
        `UPDATE webhook_receipt SET status_code = $3, answer = $4
         WHERE site = $1 AND webhook_id = $2`,
        [site, webhookId, statusCode, JSON.stringify(answer)],
      ),
    );
  }
}
