import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StoreUnavailable, guarded } from '../errors.js';

/** The time zone that each site last named in an event, for people who read its times. */
@Injectable()
export class SiteZones {
  private readonly recorded = new Map<string, string>();
  private read: ReadonlyMap<string, string> = new Map();

  constructor(private readonly dataSource: DataSource) {}

  /** Writes only what this process has not written before. */
  async record(site: string, timeZone: string): Promise<void> {
    if (this.recorded.get(site) === timeZone) return;
    await guarded(() =>
      this.dataSource.query(
        `INSERT INTO site_zone (site, time_zone) VALUES ($1, $2)
         ON CONFLICT (site) DO UPDATE SET time_zone = excluded.time_zone`,
        [site, timeZone],
      ),
    );
    this.recorded.set(site, timeZone);
  }

  /** As last read while the store is unavailable: nothing has to wait for it because of a time zone. */
  async all(): Promise<ReadonlyMap<string, string>> {
    try {
      const rows = await guarded(() =>
        this.dataSource.query<{ site: string; zone: string }[]>(
          'SELECT site, time_zone AS zone FROM site_zone',
        ),
      );
      this.read = new Map(rows.map(({ site, zone }) => [site, zone]));
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
    return this.read;
  }
}
