import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';

/** `older`: what showed that this store was restored from a backup, until an epoch was begun. */
export type Epoch = { epoch: string; beganAt: string; older?: { since: string; by: string } };

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

/** Which life of the store its positions and versions belong to. Calls may throw StoreUnavailable. */
@Injectable()
export class FeedEpoch {
  constructor(private readonly dataSource: DataSource) {}

  async read(): Promise<Epoch> {
    const { epoch, began_at: beganAt, older_since: since, older_by: by } = await this.row();
    const older = since ? { older: { since: since.toISOString(), by: by ?? '' } } : {};
    return { epoch, beganAt: beganAt.toISOString(), ...older };
  }

  /** The secret that positions are sealed with for those who must not count others' events. */
  async cursorKey(): Promise<string> {
    return (await this.row()).cursor_key;
  }

  /** Begins a new one, unless one was begun within this time and nothing was noticed since. */
  async begin(unlessWithinMs: number): Promise<Epoch> {
    await this.query(BEGIN, [unlessWithinMs]);
    return this.read();
  }

  /** The first sign is kept. */
  async notice(by: string): Promise<void> {
    await this.query(NOTICE, [by]);
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
