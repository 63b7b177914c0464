import type { EntityManager } from 'typeorm';
import { LOCKS } from '../leases/locks.js';

/**
 * Whoever erases snapshots of a site holds this to the end of its transaction; appends that save some
 * share it. Else an erasure could take a snapshot away under an append that names it.
 */
export async function lockSnapshots(manager: EntityManager, site: string): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock($1::int, hashtext($2))', [
    LOCKS.snapshots,
    site,
  ]);
}
