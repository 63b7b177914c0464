import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';
import { type FeedEnd, hasStill, readFeedEnd } from './feed-end.js';

export type Tail = { end: FeedEnd; deployments: ReadonlySet<string> };

type Row = { isWhole: boolean } & (
  | { position: string; event: string; category: string; id: string }
  | { position: null }
);

const AFTER = `
SELECT checked."isWhole", page.*
FROM (SELECT ${hasStill('$1', '$2')} AS "isWhole") AS checked
LEFT JOIN LATERAL (
  SELECT position, event.id AS event, category, stream_id AS id FROM event
  WHERE position > $1 ORDER BY position LIMIT 1000) AS page ON true
ORDER BY page.position`;

/** Which deployments were appended to lately, by any process; without reading their events. */
@Injectable()
export class RecentAppends {
  constructor(private readonly dataSource: DataSource) {}

  /** Where the feed ends now. */
  end(): Promise<FeedEnd> {
    return readFeedEnd(this.dataSource);
  }

  /** The deployments after a position, and the position to continue from; undefined if the store has lost it. */
  async after(end: FeedEnd): Promise<Tail | undefined> {
    const query = () => this.dataSource.query<Row[]>(AFTER, [end.position, end.id]);
    const rows = await guarded(query);
    if (rows.some(({ isWhole }) => !isWhole)) return undefined;
    const read = rows.filter((row) => row.position !== null);
    const last = read.at(-1);
    const own = read.filter(({ category }) => category === 'deployment');
    return {
      end: last ? { position: last.position, id: last.event } : end,
      deployments: new Set(own.map(({ id }) => id)),
    };
  }
}
