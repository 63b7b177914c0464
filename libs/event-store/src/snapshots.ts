import type { DataSource } from 'typeorm';
import { SnapshotEntity, type SnapshotKind } from './entities/snapshot.entity.js';
import { guarded } from './errors.js';

export type Snapshot = { site: string; kind: SnapshotKind; hash: string; body: object };

/** Whose snapshots they are. */
export type SnapshotOwner = { site: string; deploymentId: string };

/** Rendered content and settings, beside the events that name them by hash. */
export class Snapshots {
  constructor(private readonly dataSource: DataSource) {}

  /** Undefined when it was erased. */
  async read(site: string, kind: SnapshotKind, hash: string): Promise<unknown> {
    const row = await guarded(() =>
      this.dataSource.getRepository(SnapshotEntity).findOneBy({ site, kind, hash }),
    );
    return row?.body;
  }
}
