import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';
import type { Lease } from '../leases/lease.js';

/** A problem as one target was notified of it. Instants are ISO. */
export type NotificationRecord = {
  target: string;
  key: string;
  alert: string;
  level: string;
  words: string;
  cure: string;
  link: string | null;
  seenAt: string;
  goneAt: string | null;
  sentAt: string | null;
  /** How many newsletters people were notified of; null if they are not counted. */
  sentCount: number | null;
};

export type NewNotice = { id: string; target: string; channel: string; body: object };
export type Notice = NewNotice & { attempts: number; ageMs: number };

export type NotificationChange = {
  kept: NotificationRecord[];
  removed: { target: string; key: string }[];
  notices: NewNotice[];
};

type Row = Omit<NotificationRecord, 'seenAt' | 'goneAt' | 'sentAt'> & {
  seenAt: Date;
  goneAt: Date | null;
  sentAt: Date | null;
};

const READ = `
SELECT target, key, alert, level, words, cure, link, seen_at AS "seenAt", gone_at AS "goneAt",
  told_at AS "sentAt", told_count AS "sentCount" FROM notification`;

/** In one transaction, and only by the holder of the lease ($1 name, $2 holder). */
const SAVE = `
WITH mine AS (
  SELECT name FROM lease WHERE name = $1 AND holder = $2 AND until > connector_now() FOR UPDATE),
removed AS (
  DELETE FROM notification USING jsonb_to_recordset($4) AS one (target text, key text)
  WHERE notification.target = one.target AND notification.key = one.key
    AND EXISTS (SELECT FROM mine)),
kept AS (
  INSERT INTO notification (target, key, alert, level, words, cure, link, seen_at, gone_at, told_at,
    told_count)
  SELECT target, key, alert, level, words, cure, link, "seenAt", "goneAt", "sentAt",
    "sentCount"
  FROM jsonb_to_recordset($3) AS one (target text, key text, alert text, level text, words text,
    cure text, link text, "seenAt" timestamptz, "goneAt" timestamptz, "sentAt" timestamptz,
    "sentCount" int)
  WHERE EXISTS (SELECT FROM mine)
  ON CONFLICT (target, key) DO UPDATE SET alert = excluded.alert, level = excluded.level,
    words = excluded.words, cure = excluded.cure, link = excluded.link,
    seen_at = excluded.seen_at, gone_at = excluded.gone_at, told_at = excluded.told_at,
    told_count = excluded.told_count),
sent AS (
  INSERT INTO notice (id, target, channel, body, created_at, next_at)
  SELECT id, target, channel, body, connector_now(), connector_now()
  FROM jsonb_to_recordset($5) AS one (id uuid, target text, channel text, body jsonb)
  WHERE EXISTS (SELECT FROM mine))
SELECT count(*)::int AS count FROM mine`;

const DUE = `
SELECT id, target, channel, body, attempts,
  extract(epoch FROM connector_now() - created_at)::float8 * 1000 AS "ageMs"
FROM notice WHERE next_at <= connector_now() ORDER BY created_at, id LIMIT $1`;

/** Notifications and their pending messages. Calls may throw StoreUnavailable. */
@Injectable()
export class NotificationRecords {
  constructor(private readonly dataSource: DataSource) {}

  async read(): Promise<NotificationRecord[]> {
    const rows = await this.query<Row>(READ, []);
    return rows.map((row) => ({
      ...row,
      seenAt: row.seenAt.toISOString(),
      goneAt: row.goneAt?.toISOString() ?? null,
      sentAt: row.sentAt?.toISOString() ?? null,
    }));
  }

  /** False if another process has the lease: then nothing is saved, nor sent. */
  async save({ name, holder }: Lease, change: NotificationChange): Promise<boolean> {
    const parts = [change.kept, change.removed, change.notices].map((one) => JSON.stringify(one));
    const [row] = await this.query<{ count: number }>(SAVE, [name, holder, ...parts]);
    return row?.count === 1;
  }

  dueNotices(limit: number): Promise<Notice[]> {
    return this.query(DUE, [limit]);
  }

  /** How many could not be sent so far. */
  async failing(): Promise<number> {
    const [row] = await this.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM notice WHERE attempts > 0',
      [],
    );
    return row?.count ?? 0;
  }

  /** It was delivered, or is given up. */
  async end(id: string): Promise<void> {
    await this.query('DELETE FROM notice WHERE id = $1', [id]);
  }

  async postpone(id: string, againMs: number): Promise<void> {
    await this.query(
      `UPDATE notice SET attempts = attempts + 1,
         next_at = connector_now() + $2 * interval '1 ms' WHERE id = $1`,
      [id, againMs],
    );
  }

  private query<T>(sql: string, values: unknown[]): Promise<T[]> {
    return guarded(() => this.dataSource.query<T[]>(sql, values));
  }
}
