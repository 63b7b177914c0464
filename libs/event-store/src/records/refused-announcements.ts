import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';

/** After this long without one it is over. */
const OVER_AFTER_MINUTES = 10;

const IS_LATE = `last_at > connector_now() - interval '${OVER_AFTER_MINUTES} min'`;

const RECORD = `
INSERT INTO refused_announcements AS known (refused, last_at) VALUES ($1, connector_now())
ON CONFLICT (only_row) DO UPDATE SET last_at = excluded.last_at,
  refused = excluded.refused + CASE WHEN known.${IS_LATE} THEN known.refused ELSE 0 END`;

/** Announcements that a subscriber's queue rejected. Calls may throw StoreUnavailable. */
@Injectable()
export class RefusedAnnouncements {
  constructor(private readonly dataSource: DataSource) {}

  async record(count: number): Promise<void> {
    await guarded(() => this.dataSource.query(RECORD, [count]));
  }

  /** How many recently; 0 if the last one is ten minutes old. */
  async ofLate(): Promise<number> {
    const query = () =>
      this.dataSource.query<{ refused: string }[]>(
        `SELECT refused FROM refused_announcements WHERE ${IS_LATE}`,
      );
    const [row] = await guarded(query);
    return Number(row?.refused ?? 0);
  }
}
