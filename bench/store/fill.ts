import { Client } from 'pg';

/** So many of each example are copied with one statement. */
const COPIES_AT_A_TIME = 200;
/** Copies of what is not over: fewer than a page of a list. */
const LIVE_COPIES = 30;
const EXAMPLES_OVER = 97;

const OVER = "status IN ('sent', 'sent-after-withdrawal', 'cancelled')";
const COPIES = 'generate_series($1::int, $2::int) AS copy';
const ID_OF_COPY = (id: string) => `md5(${id} || ':' || copy)::uuid`;
const POST_OF_COPY = (post: string) => `${post} + 1000 * copy`;

/** What a copy has of its own, in the data of its events. */
const DATA = `
CASE type WHEN 'DeploymentRequested'
    THEN jsonb_set(data, '{post,id}', to_jsonb(${POST_OF_COPY("(data #>> '{post,id}')::bigint")}))
  WHEN 'PostReceived' THEN jsonb_set(data, '{title}', to_jsonb(data ->> 'title' || ' ' || copy))
  ELSE data END`;

const EVENTS = (which: string) => `
WITH example AS MATERIALIZED (
  SELECT event.*, row_number() OVER (ORDER BY position) AS place, count(*) OVER () AS size
  FROM event JOIN example ON stream_id = deployment_id::text WHERE ${which}),
feed AS MATERIALIZED (SELECT max(position) AS last FROM event)
INSERT INTO event (id, category, stream_id, version, type, schema_version, data, metadata,
  recorded_at, position)
SELECT gen_random_uuid(), category, ${ID_OF_COPY('stream_id')}::text, version, type,
  schema_version, ${DATA}, metadata, recorded_at + copy * interval '1 ms',
  last + (copy - $1) * size + place
FROM feed, ${COPIES}, LATERAL (SELECT * FROM example OFFSET 0) AS example`;

const STATUSES = (which: string) => `
INSERT INTO deployment_status SELECT (jsonb_populate_record(example::deployment_status,
  jsonb_build_object('deployment_id', ${ID_OF_COPY('deployment_id')},
    'post_id', ${POST_OF_COPY('post_id')}, 'title', title || ' ' || copy,
    'wake_at', wake_at + interval '1 year',
    'body', jsonb_set(body, '{title}', to_jsonb(title || ' ' || copy)),
    'created_at', created_at + copy * interval '1 ms',
    'updated_at', updated_at + copy * interval '1 ms'))).*
FROM ${COPIES}, LATERAL (SELECT * FROM example WHERE ${which} OFFSET 0) AS example`;

const WAKE_UPS = `
INSERT INTO tick SELECT (jsonb_populate_record(tick, jsonb_build_object(
  'deployment_id', ${ID_OF_COPY('deployment_id')}))).*
FROM ${COPIES}, tick JOIN example USING (deployment_id) WHERE NOT ${OVER}`;

/**
 * Copies the examples until there are so many newsletters: events, statuses and wake-ups as the service
 * wrote them, each copy with an id, a post and a title of its own. What is over grows; what is still
 * under way does not, and waits for a year. Contents are shared by all copies.
 */
export async function fill(databaseUrl: string, newsletters: number): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // Nobody is to be told of the copies; and what a crash of the machine would cost is only time.
    await client.query("SET session_replication_role = 'replica'; SET synchronous_commit = off");
    await client.query('CREATE TEMPORARY TABLE example AS SELECT * FROM deployment_status');
    await copy(client, `NOT ${OVER}`, LIVE_COPIES);
    await client.query(WAKE_UPS, [1, LIVE_COPIES]);
    await copy(client, OVER, Math.ceil(newsletters / EXAMPLES_OVER));
    await client.query('UPDATE lease SET position = (SELECT max(position) FROM event)');
    await client.query('UPDATE deployment_status SET wake_at = wake_at + $1::interval', ['1 year']);
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

async function copy(client: Client, which: string, copies: number): Promise<void> {
  for (let from = 1; from <= copies; from += COPIES_AT_A_TIME) {
    const range = [from, Math.min(copies, from + COPIES_AT_A_TIME - 1)];
    await client.query(EVENTS(which), range);
    await client.query(STATUSES(which), range);
  }
}
