import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';
import type { Known } from '../streams/last-known.js';

/**
 * `older`: evidence that this store knows less than was done with it, until an epoch began. `isLoss`: running
 * processes had read or written what it does not have.
 */
export type Epoch = {
  epoch: string;
  beganAt: string;
  older?: { since: string; by: string; isLoss: boolean };
};

type Row = {
  epoch: string;
  began_at: Date;
  older_since: Date | null;
  older_by: string | null;
  cursor_key: string;
};

const BEGIN = `
UPDATE feed_epoch SET epoch = gen_random_uuid(), began_at = connector_now(), is_first = false,
  older_since = NULL, older_by = NULL
WHERE began_at < connector_now() - $1 * interval '1 ms' OR older_since IS NOT NULL OR is_first`;

const NOTICE = `
UPDATE feed_epoch SET older_since = connector_now(), older_by = $1 WHERE older_since IS NULL`;

const LOSS = 'it has lost what was committed';

/** An epoch that began later covers it. */
const NOTICE_LOSS = `
UPDATE feed_epoch SET older_since = coalesce(older_since, connector_now()), older_by = $1
WHERE began_at <= $2`;

/** Identifies the history that the store's positions and versions belong to. Calls may throw StoreUnavailable. */
@Injectable()
export class FeedEpoch {
  constructor(private readonly dataSource: DataSource) {}

  async read(): Promise<Epoch> {
    const { epoch, began_at: beganAt, older_since: since, older_by: by } = await this.row();
    const noted = { epoch, beganAt: beganAt.toISOString() };
    if (!since) return noted;
    const isLoss = by?.startsWith(LOSS) ?? false;
    return { ...noted, older: { since: since.toISOString(), by: by ?? '', isLoss } };
  }

  /** The secret that positions are sealed with for readers who must not count others' events. */
  async cursorKey(): Promise<string> {
    return (await this.row()).cursor_key;
  }

  /** Begins a new one, unless one began within this time and nothing was noticed since. */
  async begin(unlessWithinMs: number): Promise<Epoch> {
    await this.query(BEGIN, [unlessWithinMs]);
    return this.read();
  }

  /** The first sign is kept. */
  async notice(by: string): Promise<void> {
    await this.query(NOTICE, [by]);
  }

  /** The store no longer has what a running process had read or appended. */
  async noticeLoss({ position, at }: Known): Promise<void> {
    await this.query(NOTICE_LOSS, [`${LOSS}: event ${position} of ${at}`, at]);
  }

  private async row(): Promise<Row> {
    const [row] = await this.query<Row[]>('SELECT * FROM feed_epoch');
    if (!row) throw new Error('The store has no epoch: table feed_epoch is empty.');
    return row;
  }

  private query<T>(sql: string, values: unknown[] = []): Promise<T> {
    return guarded(() => this.dataSource.query<T>(sql, values));
  }
}
