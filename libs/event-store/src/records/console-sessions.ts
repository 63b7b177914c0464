import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';

/** Only hashes: a reader of the table cannot sign in as anybody. */
export type OpenSession = { tokenHash: string; keyPrint: string };

type Found = { keyPrint: string; endsAt: Date };

/** Console sessions, for every process that shares the store. */
@Injectable()
export class ConsoleSessions {
  constructor(private readonly dataSource: DataSource) {}

  /** Opens one, even if it may be open already, and deletes those that have ended. */
  async open({ tokenHash, keyPrint }: OpenSession, lifeMs: number): Promise<string> {
    const [row] = await guarded(() =>
      this.dataSource.query<{ endsAt: Date }[]>(
        `WITH ended AS (DELETE FROM console_session WHERE ends_at < connector_now())
         INSERT INTO console_session (token_hash, key_print, opened_at, ends_at)
         VALUES ($1, $2, connector_now(), connector_now() + $3 * interval '1 ms')
         ON CONFLICT (token_hash) DO UPDATE SET ends_at = excluded.ends_at
         RETURNING ends_at AS "endsAt"`,
        [tokenHash, keyPrint, lifeMs],
      ),
    );
    return row?.endsAt.toISOString() ?? '';
  }

  /** Undefined if it never existed, has ended, or was closed. */
  async find(tokenHash: string): Promise<{ keyPrint: string; endsAt: string } | undefined> {
    const [row] = await guarded(() =>
      this.dataSource.query<Found[]>(
        `SELECT key_print AS "keyPrint", ends_at AS "endsAt" FROM console_session
         WHERE token_hash = $1 AND ends_at > connector_now()`,
        [tokenHash],
      ),
    );
    return row && { keyPrint: row.keyPrint, endsAt: row.endsAt.toISOString() };
  }

  async close(tokenHash: string): Promise<void> {
    await guarded(() =>
      this.dataSource.query('DELETE FROM console_session WHERE token_hash = $1', [tokenHash]),
    );
  }
}
