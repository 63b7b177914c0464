import type { EntityManager } from 'typeorm';

const SNAPSHOT_LOCK = 7_301_988;

/**
 * Held to the end of the transaction. Who saves a snapshot shares it with other savers of the site;
 * who erases has it alone: else an erasure could take a snapshot away under a save that found it
 * there and whose event is not committed yet.
 */
export async function lockSnapshots(
  manager: EntityManager,
  site: string,
  how: 'shared' | 'alone',
): Promise<void> {
  const lock = how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await manager.query(`SELECT ${lock}($1::int, hashtext($2))`, [SNAPSHOT_LOCK, site]);
}
