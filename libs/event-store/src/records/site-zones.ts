import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';

/** The time zone that each site last named in an event, for people who read its times. */
@Injectable()
export class SiteZones {
  private readonly told = new Map<string, string>();

  constructor(private readonly dataSource: DataSource) {}

  /** Writes only what this process has not written before. */
  async tell(site: string, timeZone: string): Promise<void> {
    if (this.told.get(site) === timeZone) return;
    await guarded(() =>
      this.dataSource.query(
        `INSERT INTO site_zone (site, time_zone) VALUES ($1, $2)
         ON CONFLICT (site) DO UPDATE SET time_zone = excluded.time_zone`,
        [site, timeZone],
      ),
    );
    this.told.set(site, timeZone);
  }

  async all(): Promise<Map<string, string>> {
    const rows = await guarded(() =>
      this.dataSource.query<{ site: string; zone: string }[]>(
        'SELECT site, time_zone AS zone FROM site_zone',
      ),
    );
    return new Map(rows.map(({ site, zone }) => [site, zone]));
  }
}
