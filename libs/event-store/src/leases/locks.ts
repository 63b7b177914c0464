/** Keys of PostgreSQL's advisory locks, in one place so that all differ. Any numbers will do. */
export const LOCKS = {
  /** All appends are serial under it: its holder numbers the next events. */
  feed: 7_301_984,
  /** A rebuild shares it: no table may change in the meantime. */
  migration: 7_301_985,
  /** One purge of a kind at a time, in all processes. */
  receiptPurge: 7_301_986,
  erasurePurge: 7_301_987,
  /** With the hash of a site as second key. */
  snapshots: 7_301_988,
  rebuild: 7_301_989,
  supersededPurge: 7_301_990,
  archive: 7_301_991,
} as const;
