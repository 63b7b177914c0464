import type { DataSource, EntityManager } from 'typeorm';
import { SnapshotEntity, type SnapshotKind } from './entities/snapshot.entity.js';
import { guarded } from './errors.js';
import { lockSnapshots } from './snapshot-lock.js';

export type Snapshot = { site: string; kind: SnapshotKind; hash: string; body: object };

/** Rendered content and settings, beside the events that name them by hash. */
export class Snapshots {
  constructor(private readonly dataSource: DataSource) {}

  /** Keeps a snapshot; an equal one is kept once. `manager`: the append's transaction. */
  async save({ site, kind, hash, body }: Snapshot, manager: EntityManager): Promise<void> {
    await lockSnapshots(manager, site, 'shared');
    await manager.query(
      `INSERT INTO snapshot (site, kind, hash, body, recorded_at)
       VALUES ($1, $2, $3, $4, connector_now()) ON CONFLICT DO NOTHING`,
      [site, kind, hash, JSON.stringify(body)],
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
