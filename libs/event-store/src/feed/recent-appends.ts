import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';

export type Tail = { position: string; deployments: ReadonlySet<string> };

const AT_A_TIME = 1_000;

/** Which deployments were appended to lately, by whatever process; without reading their events. */
@Injectable()
export class RecentAppends {
  constructor(private readonly dataSource: DataSource) {}

  /** Where the feed ends now. */
  async end(): Promise<string> {
    const [row] = await guarded(() =>
      this.dataSource.query<{ last: string }[]>(
        'SELECT coalesce(max(position), 0) AS last FROM event',
      ),
    );
    return row?.last ?? '0';
  }

  /** The deployments after a position, and the position to go on from. */
  async after(position: string): Promise<Tail> {
    const rows = await guarded(() =>
      this.dataSource.query<{ position: string; category: string; id: string }[]>(
        `SELECT position, category, stream_id AS id FROM event
         WHERE position > $1 ORDER BY position LIMIT ${AT_A_TIME}`,
        [position],
      ),
    );
    const own = rows.filter(({ category }) => category === 'deployment');
    return {
      position: rows.at(-1)?.position ?? position,
      deployments: new Set(own.map(({ id }) => id)),
    };
  }
}
