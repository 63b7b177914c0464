import { Client } from 'pg';

/** This many of each example are copied with one statement. */
const COPIES_AT_A_TIME = 200;
/** Copies of unfinished ones: fewer than a page of a list. */
const LIVE_COPIES = 30;
/** How many of the examples are finished. */
export const EXAMPLES_OVER = 97;
const DAY_MS = 86_400_000;

const OVER = "status IN ('sent', 'sent-after-withdrawal', 'cancelled')";
const COPIES = 'generate_series($1::int, $2::int) AS copy';
const ID_OF_COPY = (id: string) => `md5(${id} || ':' || copy)::uuid`;
const POST_OF_COPY = (post: string) => `${post} + 1000 * copy`;
/** The last of $3 copies is as old as its example; each before it is older by $4 milliseconds. */
const OF_COPY = (time: string) => `${time} - ($3::int - copy) * $4::float8 * interval '1 ms'`;

/** The fields in the data of events that differ between copies. */
const DATA = `
CASE type WHEN 'DeploymentRequested'
    THEN data || jsonb_build_object('site', site, 'post', data -> 'post' || jsonb_build_object(
      'id', ${POST_OF_COPY("(data #>> '{post,id}')::bigint")}))
  WHEN 'PostReceived' THEN jsonb_set(data, '{title}', to_jsonb(data ->> 'title' || ' ' || copy))
  ELSE data END`;

const EVENTS = (which: string, table: string) => `
WITH example AS MATERIALIZED (
  SELECT event.*, site, row_number() OVER (ORDER BY position) AS place, count(*) OVER () AS size
  FROM event JOIN example ON stream_id = deployment_id::text WHERE ${which}),
feed AS MATERIALIZED (SELECT max(position) AS last FROM event)
INSERT INTO ${table} (id, category, stream_id, version, type, schema_version, data, metadata,
  recorded_at, position)
SELECT gen_random_uuid(), category, ${ID_OF_COPY('stream_id')}::text, version, type,
  schema_version, ${DATA}, metadata, ${OF_COPY('recorded_at')},
  last + (copy - $1) * size + place
FROM feed, ${COPIES}, LATERAL (SELECT * FROM example OFFSET 0) AS example`;

const STATUSES = (which: string) => `
INSERT INTO deployment_status SELECT (jsonb_populate_record(example::deployment_status,
  jsonb_build_object('deployment_id', ${ID_OF_COPY('deployment_id')},
    'post_id', ${POST_OF_COPY('post_id')}, 'title', title || ' ' || copy,
    'wake_at', wake_at + interval '1 year', 'send_at', ${OF_COPY('send_at')},
    'body', body || jsonb_build_object('title', title || ' ' || copy, 'site', site),
    'created_at', ${OF_COPY('created_at')}, 'updated_at', ${OF_COPY('updated_at')}))).*
FROM ${COPIES}, LATERAL (SELECT * FROM example WHERE ${which} OFFSET 0) AS example`;

const WAKE_UPS = `
INSERT INTO tick SELECT (jsonb_populate_record(tick, jsonb_build_object(
  'deployment_id', ${ID_OF_COPY('deployment_id')}))).*
FROM ${COPIES}, tick JOIN example USING (deployment_id) WHERE NOT ${OVER}`;

export type Filling = {
  newsletters: number;
  /** The age difference between copies of the examples, in milliseconds. */
  spacingMs?: number;
  /** The site of a newsletter by its post, in SQL; by default, that of its example. */
  site?: string;
  /** Events older than this many days are in the archive. */
  archivedDays?: number;
};

/**
 * Copies the examples until there are this many newsletters: events, statuses, and wake-ups as the service
 * wrote them, each copy with its own id, post, and title. Finished ones grow in number; unfinished ones
 * do not, and wait for a year. Contents are shared by all copies.
 */
export async function fill(databaseUrl: string, filling: Filling): Promise<void> {
  const { newsletters, spacingMs = 1, site = 'site', archivedDays = Infinity } = filling;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // The copies are not announced; and a crash of the machine would cost only time.
    await client.query("SET session_replication_role = 'replica'; SET synchronous_commit = off");
    await client.query('CREATE TEMPORARY TABLE example AS SELECT * FROM deployment_status');
    await client.query(`UPDATE example SET site = ${site} WHERE ${OVER}`);
    const live = { which: `NOT ${OVER}`, of: LIVE_COPIES, spacingMs: 1 };
    await copy(client, { ...live, first: 1, last: LIVE_COPIES, table: 'event' });
    await client.query(WAKE_UPS, [1, LIVE_COPIES]);
    const of = Math.ceil(newsletters / EXAMPLES_OVER);
    const archived = Math.max(0, of - Math.floor((archivedDays * DAY_MS) / spacingMs));
    const over = { which: OVER, of, spacingMs };
    await copy(client, { ...over, first: 1, last: archived, table: 'archived_event' });
    await copy(client, { ...over, first: archived + 1, last: of, table: 'event' });
    await client.query('UPDATE lease SET position = (SELECT max(position) FROM event)');
    await client.query('UPDATE deployment_status SET wake_at = wake_at + $1::interval', ['1 year']);
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

type Copies = {
  which: string;
  first: number;
  last: number;
  of: number;
  spacingMs: number;
  table: 'event' | 'archived_event';
};

async function copy(client: Client, copies: Copies): Promise<void> {
  const { which, first, last, of, spacingMs, table } = copies;
  for (let from = first; from <= last; from += COPIES_AT_A_TIME) {
    const range = [from, Math.min(last, from + COPIES_AT_A_TIME - 1), of, spacingMs];
    await client.query(EVENTS(which, table), range);
    await client.query(STATUSES(which), range);
  }
}
