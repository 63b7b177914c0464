import type { DataSource } from 'typeorm';
import { guarded } from '../errors.js';

/** What can be checked of the store's health besides its events. */
export type Examined = {
  /** As in `server_version_num`: 150004 is 15.4. */
  serverVersion: number;
  /** The store's clock, in milliseconds since 1970. */
  nowMs: number;
  /** Migrations of this release that were not run, and run ones that it does not know. */
  migrations: { missing: string[]; unknown: string[] };
  /** Triggers that protect events from changes, and are not set to always fire. */
  unguarded: { table: string; trigger: string }[];
  /** Whether statements and waits for locks have a limit here, as they must. */
  isLimited: boolean;
  transport: string | null;
  /** Deployments whose step has been due for this long, but that nobody processed. */
  overdue: number;
};

type Row = Omit<Examined, 'migrations'>;

const EXAMINE = `
SELECT current_setting('server_version_num')::int AS "serverVersion",
  extract(epoch FROM connector_now())::float8 * 1000 AS "nowMs",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('table', place, 'trigger', name)), '[]')
     FROM (VALUES ('event', 'append_only'), ('event', 'moved_only'), ('event', 'never_truncated'),
       ('event', 'position_for_good'), ('archived_event', 'append_only'),
       ('archived_event', 'never_truncated')) AS guard (place, name)
     WHERE NOT EXISTS (SELECT FROM pg_trigger WHERE tgenabled = 'A' AND tgname = name
       AND tgrelid = to_regclass(place))) AS unguarded,
  current_setting('statement_timeout') <> '0' AND current_setting('lock_timeout') <> '0'
    AS "isLimited",
  (SELECT name FROM transport) AS transport,
  (SELECT count(*)::int FROM deployment_status d
     LEFT JOIN tick ON tick.deployment_id = d.deployment_id AND tick.wake_key = d.wake_key
     WHERE d.wake_at < connector_now() - $1 * interval '1 ms'
     AND greatest(d.wake_at, tick.next_at) < connector_now() - $1 * interval '1 ms'
     AND NOT EXISTS (SELECT FROM brand_status b WHERE b.brand = d.brand AND b.held)) AS overdue`;

/** Examines the store; changes nothing. @throws StoreUnavailable. */
export async function examineStore(dataSource: DataSource, overdueMs: number): Promise<Examined> {
  const [row] = await guarded(() => dataSource.query<Row[]>(EXAMINE, [overdueMs]));
  const run = await guarded(() =>
    dataSource.query<{ name: string }[]>('SELECT name FROM migration'),
  );
  if (!row) throw new Error('The store returned nothing.');
  const done = run.map(({ name }) => name);
  const known = dataSource.migrations.map(({ name, constructor }) => name ?? constructor.name);
  return {
    ...row,
    migrations: {
      missing: known.filter((name) => !done.includes(name)),
      unknown: done.filter((name) => !known.includes(name)),
    },
  };
}
