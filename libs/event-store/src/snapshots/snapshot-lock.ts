import type { EntityManager } from 'typeorm';
import { LOCKS } from '../leases/locks.js';

/**
 * An erasure of a site's snapshots holds it until its transaction ends; appends that save some
 * share it. Otherwise an erasure could remove a snapshot that a concurrent append names.
 */
export async function lockSnapshots(manager: EntityManager, site: string): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock($1::int, hashtext($2))', [
    LOCKS.snapshots,
    site,
  ]);
}
