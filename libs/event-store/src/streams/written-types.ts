import type { DataSource } from 'typeorm';

/** A type of event that is stored, in this version of its schema. */
export type WrittenType = { type: string; schemaVersion: number };

/** Jumps from one to the next in the index: as fast with millions of events. */
const WRITTEN_TYPES = `
WITH RECURSIVE written AS (
  (SELECT type, schema_version FROM event ORDER BY type, schema_version LIMIT 1)
  UNION ALL
  SELECT following.* FROM written, LATERAL (
    SELECT type, schema_version FROM event
    WHERE (event.type, event.schema_version) > (written.type, written.schema_version)
    ORDER BY type, schema_version LIMIT 1) AS following
)
SELECT type, schema_version AS "schemaVersion" FROM written`;

export function writtenTypes(dataSource: DataSource): Promise<WrittenType[]> {
  return dataSource.query<WrittenType[]>(WRITTEN_TYPES);
}

/** The message about events that this release cannot read; undefined if there are none. */
export function newerRelease(unreadable: readonly WrittenType[]): string | undefined {
  if (unreadable.length === 0) return undefined;
  const named = unreadable.map(({ type, schemaVersion }) => `${type} (version ${schemaVersion})`);
  return `A newer release has written here. This one cannot read ${named.join(', ')}.`;
}
