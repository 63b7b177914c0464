import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { storable } from '../append/storable.js';
import { guarded } from '../errors.js';

/** Where a page of what is parked ended: it is listed by when it was parked, then by its id. */
export type ParkedPlace = { at: string; id: string };

export const FIRST_PLACE: ParkedPlace = { at: '-infinity', id: '' };

/** A message that was set aside at the broker, as found there. */
export type ParkedCopy = {
  /** The record's key: the same message is kept once. */
  messageId: string;
  /** What gave it up, e.g. `rejected`, `delivery-limit`, `unroutable`. */
  cause: string;
  reason: string;
  routingKey: string;
  /** The queue it was in last; null if it never was in any. */
  sourceQueue: string | null;
  deploymentId: string | null;
  /** When it was published; null if unknown. */
  sentAt: string | null;
  body: unknown;
};

export type ParkedEnd = 'redriven' | 'discarded';

export type ParkedRecord = ParkedCopy & {
  parkedAt: string;
  /** How a person resolved it; null while it waits. */
  ended: ParkedEnd | null;
  endedAt: string | null;
};

type Row = Omit<ParkedRecord, 'parkedAt' | 'endedAt' | 'sentAt'> & {
  parkedAt: Date;
  endedAt: Date | null;
  sentAt: Date | null;
};

const COLUMNS = `message_id AS "messageId", cause, reason, routing_key AS "routingKey",
  source_queue AS "sourceQueue", deployment_id AS "deploymentId", sent_at AS "sentAt", body,
  parked_at AS "parkedAt", ended, ended_at AS "endedAt"`;

const INSERT = `
INSERT INTO parked_message (message_id, parked_at, cause, reason, routing_key, source_queue,
  deployment_id, sent_at, body)
VALUES ($1, connector_now(), $2, $3, $4, $5, $6, $7, $8)`;

/** Stored once, even if copied twice; parked again after a redrive, it waits again. */
const RECORD = `${INSERT}
ON CONFLICT (message_id) DO UPDATE SET parked_at = excluded.parked_at, cause = excluded.cause,
  reason = excluded.reason, ended = NULL, ended_at = NULL`;

/** What was parked at the broker, kept even if the broker is rebuilt. */
@Injectable()
export class ParkedRecords {
  constructor(private readonly dataSource: DataSource) {}

  async record(copy: ParkedCopy): Promise<void> {
    await this.write(RECORD, copy);
  }

  /** Idempotent: what a person resolved stays resolved. */
  async recordOnce(copy: ParkedCopy): Promise<void> {
    await this.write(`${INSERT} ON CONFLICT DO NOTHING`, copy);
  }

  private async write(sql: string, copy: ParkedCopy): Promise<void> {
    const { messageId, cause, reason, routingKey, sourceQueue, ...more } = storable(copy);
    const { deploymentId, sentAt, body } = more;
    const texts = [messageId, cause, reason, routingKey, sourceQueue, deploymentId, sentAt];
    const values = [...texts, JSON.stringify(body ?? null)];
    await guarded(() => this.dataSource.query(sql, values));
  }

  /** A page of what waits for a person, the oldest first. */
  async list(limit: number, after: ParkedPlace = FIRST_PLACE): Promise<ParkedRecord[]> {
    const page = `WHERE ended IS NULL AND (parked_at, message_id) > ($2, $3)
      ORDER BY parked_at, message_id LIMIT $1`;
    return this.read(page, [limit, after.at, after.id]);
  }

  /** How many wait. */
  async count(): Promise<number> {
    const [row] = await guarded(() =>
      this.dataSource.query<{ count: number }[]>(
        'SELECT count(*)::int AS count FROM parked_message WHERE ended IS NULL',
      ),
    );
    return row?.count ?? 0;
  }

  /** Resolved ones, too; undefined if there never was one. */
  async find(messageId: string): Promise<ParkedRecord | undefined> {
    return (await this.read('WHERE message_id = $1', [storable(messageId)]))[0];
  }

  /** False if it is not here or was resolved before: of two people one resolves it. */
  async end(messageId: string, how: ParkedEnd): Promise<boolean> {
    const [rows] = await guarded(() =>
      this.dataSource.query<[unknown[]]>(
        `UPDATE parked_message SET ended = $2, ended_at = connector_now()
         WHERE message_id = $1 AND ended IS NULL RETURNING message_id`,
        [storable(messageId), how],
      ),
    );
    return rows.length > 0;
  }

  private async read(rest: string, parameters: unknown[]): Promise<ParkedRecord[]> {
    const sql = `SELECT ${COLUMNS} FROM parked_message ${rest}`;
    const rows = await guarded(() => this.dataSource.query<Row[]>(sql, parameters));
    return rows.map((row) => ({
      ...row,
      parkedAt: row.parkedAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
      sentAt: row.sentAt?.toISOString() ?? null,
    }));
  }
}
