import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';
import { prepared } from '../database/prepared.js';

export type SnapshotKind = 'content' | 'settings';

export type Snapshot = { site: string; kind: SnapshotKind; hash: string; body: object };

/** The owner of the snapshots. */
export type SnapshotOwner = { site: string; deploymentId: string };

const READ = prepared('SELECT body FROM snapshot WHERE site = $1 AND kind = $2 AND hash = $3');

/** Rendered content and settings, beside the events that name them by hash. */
@Injectable()
export class Snapshots {
  constructor(private readonly dataSource: DataSource) {}

  /** Undefined if it was erased. */
  async read(site: string, kind: SnapshotKind, hash: string): Promise<unknown> {
    const [row] = await guarded(() =>
      this.dataSource.query<{ body: unknown }[]>(READ, [site, kind, hash]),
    );
    return row?.body;
  }
}
