import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { DataSource } from 'typeorm';
import { guarded } from '../errors.js';

const HOLD = `
INSERT INTO lease (name, holder, until) VALUES ($1, $2, connector_now() + $3 * interval '1 ms')
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
  WHERE lease.holder = excluded.holder OR lease.until <= connector_now()
RETURNING position`;

const ADVANCE = `
UPDATE lease SET position = $4, until = connector_now() + $5 * interval '1 ms'
WHERE name = $1 AND holder = $2 AND position = $3
RETURNING position`;

/**
 * A right that one process at a time has. It expires when its holder does not renew it, by
 * the clock of the database. Every call may throw StoreUnavailable.
 */
export class Lease {
  /** Names this object, and not only this process: two objects must not share a lease. */
  readonly holder = `${hostname()}:${process.pid}:${randomUUID()}`;

  constructor(
    private readonly dataSource: DataSource,
    readonly name: string,
  ) {}

  /**
   * Takes it if it is free, or renews it. Returns up to which position of the feed its holders
   * have worked; undefined while another one has it.
   */
  async hold(durationMs: number): Promise<{ position: string } | undefined> {
    const [row] = await this.query<{ position: string }>(HOLD, [durationMs]);
    return row;
  }

  /** Records progress, and renews. False if another one has it, or had it in the meantime. */
  async advance(from: string, to: string, durationMs: number): Promise<boolean> {
    const [rows] = await this.query<unknown[]>(ADVANCE, [from, to, durationMs]);
    return (rows?.length ?? 0) > 0;
  }

  /** Releases it, so that the next one can take it at once. */
  async release(): Promise<void> {
    await this.query(
      'UPDATE lease SET until = connector_now() WHERE name = $1 AND holder = $2',
      [],
    );
  }

  private query<T>(sql: string, parameters: unknown[]): Promise<T[]> {
    return guarded(() => this.dataSource.query<T[]>(sql, [this.name, this.holder, ...parameters]));
  }
}
