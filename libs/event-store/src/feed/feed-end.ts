import type { DataSource } from 'typeorm';
import { guarded } from '../errors.js';

/** The last event at some moment; while the store has it, nothing before it is lost. `id`: null if none. */
export type FeedEnd = { position: string; id: string | null };

const EMPTY: FeedEnd = { position: '0', id: null };

/** Whether the store still has a former end, given as two parameters. */
export const hasStill = (position: string, id: string) =>
  `(${id}::uuid IS NULL OR EXISTS (SELECT FROM event WHERE event.position = ${position}::bigint AND event.id = ${id}::uuid))`;

const END = `
SELECT coalesce(last.position, 0)::text AS position, last.id, checked."isWhole"
FROM (SELECT ${hasStill('$1', '$2')} AS "isWhole") AS checked
LEFT JOIN LATERAL (
  SELECT event.position, event.id FROM event WHERE event.position IS NOT NULL
  ORDER BY event.position DESC LIMIT 1) AS last ON true`;

/** The end now. `isWhole` is false if the store has lost what was `seen`: a standby that lagged behind took over. */
export async function readFeedEnd(
  dataSource: DataSource,
  seen: FeedEnd = EMPTY,
): Promise<FeedEnd & { isWhole: boolean }> {
  const asked = [seen.position, seen.id];
  const query = () => dataSource.query<(FeedEnd & { isWhole: boolean })[]>(END, asked);
  const [row] = await guarded(query);
  return row ?? { ...EMPTY, isWhole: true };
}
