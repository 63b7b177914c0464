import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { openEventStore } from '../../libs/event-store/src/index.js';
import { type Appending, METADATA, factsOf, rowOf } from '../load/facts.js';
import { keepInFlight } from '../load/in-flight.js';
import { servePart } from '../stage/serve-part.js';

const databaseUrl = process.env['BENCH_DATABASE_URL'] ?? '';

/** Tables like the store's, with all their indexes and without their triggers. */
const TABLES = `
CREATE TABLE bare_event (LIKE event INCLUDING ALL);
CREATE TABLE bare_status (LIKE deployment_status INCLUDING ALL);
CREATE SEQUENCE bare_position;
CREATE TABLE bare (id bigserial PRIMARY KEY, body text NOT NULL)`;

const EVENTS = `
INSERT INTO bare_event (id, category, stream_id, version, type, schema_version, data, metadata,
  recorded_at, position)
SELECT id, 'deployment', stream_id, version, type, 1, data, metadata, now(),
  nextval('bare_position')
FROM jsonb_to_recordset($1::jsonb) AS given (id uuid, stream_id text, version int, type text,
  data jsonb, metadata jsonb)`;

const STATUS = `
INSERT INTO bare_status
SELECT * FROM jsonb_populate_record(NULL::bare_status, $1::jsonb)`;

let clients: Client[] = [];

async function open(writers: number): Promise<void> {
  await (await openEventStore({ databaseUrl })).close();
  clients = Array.from({ length: writers }, () => new Client({ connectionString: databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0]?.query(TABLES);
}

/** The rows of an append without any guarantee: no lock, no version, no order. */
function sameRows({ writers, events, ms }: Appending) {
  const facts = factsOf(events, new Date().toISOString());
  return keepInFlight({ inFlight: writers, ms }, async (writer, number) => {
    const client = clients[writer] as Client;
    const streamId = randomUUID();
    await client.query('BEGIN');
    await client.query({ name: 'events', text: EVENTS, values: [eventRows(streamId, facts)] });
    await client.query({ name: 'status', text: STATUS, values: [statusRow(streamId, number)] });
    await client.query('COMMIT');
  });
}

/** One row with the events as text; the INSERT commits on its own. */
function oneRow({ writers, events, ms }: Appending) {
  const facts = factsOf(events, new Date().toISOString());
  return keepInFlight({ inFlight: writers, ms }, async (writer) => {
    const text = 'INSERT INTO bare (body) VALUES ($1)';
    const values = [eventRows(randomUUID(), facts)];
    await (clients[writer] as Client).query({ name: 'bare', text, values });
  });
}

function eventRows(streamId: string, facts: ReturnType<typeof factsOf>): string {
  return JSON.stringify(
    facts.map(({ type, data }, index) => ({
      id: randomUUID(),
      stream_id: streamId,
      version: index + 1,
      type,
      data,
      metadata: METADATA,
    })),
  );
}

function statusRow(streamId: string, number: number): string {
  const row = rowOf(number);
  const at = new Date().toISOString();
  const { postId, postUid, dueId, dueAt, sendAt, trackId, wakeAt, wakeKey, ...same } = row;
  return JSON.stringify({
    ...same,
    deployment_id: streamId,
    version: 1,
    created_at: at,
    updated_at: at,
    post_id: postId,
    post_uid: postUid,
    due_id: dueId,
    due_at: dueAt,
    send_at: sendAt,
    track_id: trackId,
    wake_at: wakeAt,
    wake_key: wakeKey,
  });
}

servePart({ open, sameRows, oneRow });
