import type { DataSource, EntityManager } from 'typeorm';
import { SnapshotEntity, type SnapshotKind } from './entities/snapshot.entity.js';
import { guarded } from './errors.js';
import { lockSnapshots } from './snapshot-lock.js';

export type Snapshot = { site: string; kind: SnapshotKind; hash: string; body: object };

/** Rendered content and settings, beside the events that name them by hash. */
export class Snapshots {
  constructor(private readonly dataSource: DataSource) {}

  /** Keeps a site's snapshots; equal ones are kept once. `manager`: the append's transaction. */
  async save(
    site: string,
    snapshots: readonly Omit<Snapshot, 'site'>[],
    manager: EntityManager,
  ): Promise<void> {
    await lockSnapshots(manager, site, 'shared');
    await manager.query(
      `INSERT INTO snapshot (site, kind, hash, body, recorded_at)
       SELECT $1, kind, hash, body, connector_now()
       FROM jsonb_to_recordset($2::jsonb) AS kept (kind text, hash text, body jsonb)
       ORDER BY kind, hash
       ON CONFLICT DO NOTHING`,
      [site, JSON.stringify(snapshots)],
    );
  }

  /** Undefined when it was erased. */
  async read(site: string, kind: SnapshotKind, hash: string): Promise<unknown> {
    const row = await guarded(() =>
      this.dataSource.getRepository(SnapshotEntity).findOneBy({ site, kind, hash }),
    );
    return row?.body;
  }
}
