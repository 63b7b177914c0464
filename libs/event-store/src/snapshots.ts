import type { DataSource, EntityManager } from 'typeorm';
import { SnapshotEntity, type SnapshotKind } from './entities/snapshot.entity.js';
import { guarded } from './errors.js';
import { lockSnapshots } from './snapshot-lock.js';

export type Snapshot = { site: string; kind: SnapshotKind; hash: string; body: object };

/** Whose snapshots they are. */
export type SnapshotOwner = { site: string; deploymentId: string };

/** What an erased deployment is given again is noted: it may have to be erased once more. */
const SAVE = `
WITH kept AS (
  SELECT kind, hash, body
  FROM jsonb_to_recordset($3::jsonb) AS given (kind text, hash text, body jsonb)
), again AS (
  INSERT INTO kept_after_erasure (deployment_id, kind, hash)
  SELECT erasure.deployment_id, kind, hash FROM kept, erasure WHERE erasure.deployment_id = $2
  ON CONFLICT DO NOTHING
)
INSERT INTO snapshot (site, kind, hash, body, recorded_at)
SELECT $1, kind, hash, body, connector_now() FROM kept ORDER BY kind, hash
ON CONFLICT DO NOTHING`;

/** Rendered content and settings, beside the events that name them by hash. */
export class Snapshots {
  constructor(private readonly dataSource: DataSource) {}

  /** Keeps a site's snapshots; equal ones are kept once. `manager`: the append's transaction. */
  async save(
    { site, deploymentId }: SnapshotOwner,
    snapshots: readonly Omit<Snapshot, 'site'>[],
    manager: EntityManager,
  ): Promise<void> {
    if (snapshots.length === 0) return;
    await lockSnapshots(manager, site, 'shared');
    await manager.query(SAVE, [site, deploymentId, JSON.stringify(snapshots)]);
  }

  /** Undefined when it was erased. */
  async read(site: string, kind: SnapshotKind, hash: string): Promise<unknown> {
    const row = await guarded(() =>
      this.dataSource.getRepository(SnapshotEntity).findOneBy({ site, kind, hash }),
    );
    return row?.body;
  }
}
