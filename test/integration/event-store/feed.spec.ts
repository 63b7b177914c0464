import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { EventStore } from '#event-store';
import type { StreamId } from '#events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  METADATA,
  type World,
  newStream,
  newsletters,
  openWorld,
  synced,
} from './newsletter.testing.js';

const WRITERS = 10;
const APPENDS_EACH = 40;

let world: World;

beforeEach(async () => {
  world = await openWorld();
});

afterEach(() => world?.close());

/**
 * As a release before `append_batch` appends: a stream gets one to three events; every fifth append is
 * rolled back at its end.
 */
async function writeTheOldWay(stream: StreamId, times: number): Promise<void> {
  for (let n = 1; n <= times; n += 1) {
    const facts = Array.from({ length: 1 + (n % 3) }, () => synced);
    const isLost = n % 5 === 0;
    await world.dataSource
      .transaction(async (tx) => {
        const { now } = await world.store.read(stream);
        const ids = facts.map(() => randomUUID());
        await tx.query(
          `INSERT INTO event (id, category, stream_id, version, type, schema_version, data, metadata,
             recorded_at)
           SELECT given.id, 'deployment', $2, place + (SELECT coalesce(max(version), 0) FROM event
             WHERE stream_id = $2), 'SyncRequested', 1, '{}', '{}', $3
           FROM unnest($1::uuid[]) WITH ORDINALITY AS given (id, place)`,
          [ids, stream.id, now],
        );
        await tx.query('SELECT number_events($1::uuid[])', [ids]);
        if (isLost) throw new Error('lost');
      })
      .catch((error: Error) => {
        if (error.message !== 'lost') throw error;
      });
  }
}

/** As this release appends, in a separate process. */
async function write(stream: StreamId, times: number): Promise<void> {
  const store = new EventStore(world.dataSource);
  for (let n = 1; n <= times; n += 1) {
    const facts = Array.from({ length: 1 + (n % 3) }, () => synced);
    await store.change(newsletters(), stream.id, () => facts, { metadata: METADATA });
  }
}

/** Reads until it is stopped, as a relay does, and never goes back. */
function follow() {
  const seen: { position: string; stream: string; version: number }[] = [];
  let isOver = false;
  const done = (async () => {
    for (;;) {
      const wasOver = isOver;
      const batch = await world.store.feed(seen.at(-1)?.position ?? '0', 50);
      seen.push(
        ...batch.map(({ position, event }) => ({
          position,
          stream: event.stream.id,
          version: event.version,
        })),
      );
      if (wasOver && batch.length === 0) return seen;
    }
  })();
  return {
    finish: () => {
      isOver = true;
      return done;
    },
  };
}

describe('the feed under ten writers, some of whose appends are rolled back', () => {
  it.each([
    ['as they are', [write]],
    ['of the release before', [writeTheOldWay]],
    ['of both releases', [write, writeTheOldWay]],
  ])(
    '%s has no gap, misses nothing for who follows it, and keeps each stream in order',
    async (_who, ways) => {
      const streams = Array.from({ length: WRITERS }, () => ({
        category: 'deployment' as const,
        id: randomUUID(),
      }));
      const follower = follow();
      await Promise.all(
        streams.map((stream, index) => {
          const append = ways[index % ways.length] ?? write;
          return append(stream, APPENDS_EACH);
        }),
      );
      const seen = await follower.finish();
      expect(seen.map(({ position }) => Number(position))).toEqual(
        seen.map((_, index) => index + 1),
      );
      for (const { id } of streams) {
        const versions = seen.filter(({ stream }) => stream === id).map(({ version }) => version);
        expect(versions).toEqual(versions.map((_, index) => index + 1));
      }
      const [stored] = await world.sql<{ count: number }>(
        'SELECT count(*)::int AS count FROM event',
      );
      expect(seen).toHaveLength(stored?.count ?? -1);
    },
  );
});

describe("another program's open transaction", () => {
  it('with its own snapshot and number delays neither appends nor the feed', async () => {
    const foreign = new Client({ connectionString: world.database.url });
    await foreign.connect();
    await foreign.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await foreign.query('SELECT txid_current(), count(*) FROM event');
    const id = randomUUID();
    await world.store.change(newsletters(), id, () => [synced], { metadata: METADATA });
    expect((await world.store.feed('0', 10)).map(({ event }) => event.stream.id)).toEqual([id]);
    await foreign.query('COMMIT');
    await foreign.end();
  });
});

describe('a writer that freezes before its commit', () => {
  it('keeps others waiting, shows nothing, and leaves no gap when it is cut off', async () => {
    const frozen = new Client({ connectionString: world.database.url });
    frozen.on('error', () => undefined);
    await frozen.connect();
    await frozen.query('BEGIN');
    const insert = `INSERT INTO event VALUES ($1, 'deployment', $2, 1, 'SyncRequested', 1, '{}', '{}', now())`;
    const lost = randomUUID();
    await frozen.query(insert, [lost, randomUUID()]);
    await frozen.query('SELECT number_events($1::uuid[])', [[lost]]);
    const id = randomUUID();
    const waiting = world.store.change(newsletters(), id, () => [synced], { metadata: METADATA });
    const locked = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
    await vi.waitFor(async () => expect(await world.sql(locked)).toHaveLength(1));
    expect(await world.store.feed('0', 10)).toEqual([]);
    const { rows } = await frozen.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await world.sql('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await waiting;
    const feed = await world.store.feed('0', 10);
    expect(feed.map(({ position, event }) => [position, event.stream.id])).toEqual([['1', id]]);
    await frozen.end().catch(() => undefined);
  });
});

describe('an entry of the feed', () => {
  it('has the first event of its stream, which says whose it is', async () => {
    const { id } = newStream();
    const post = { id: 42, uid: 'a' };
    const first = {
      type: 'DeploymentRequested' as const,
      data: { site: 'daily', brand: 'DAILY', post },
    };
    await world.store.change(newsletters(), id, () => [first, synced], { metadata: METADATA });
    const feed = await world.store.feed('0', 10);
    expect(feed.map((entry) => entry.event.type)).toEqual(['DeploymentRequested', 'SyncRequested']);
    expect(feed.map((entry) => entry.first)).toEqual([first, first]);
  });

  it('is of the requested types, with its own position', async () => {
    const { id } = newStream();
    const resumed = { type: 'DeploymentResumed' as const, data: { because: 'person' as const } };
    await world.store.change(newsletters(), id, () => [synced, resumed, synced], {
      metadata: METADATA,
    });
    const feed = await world.store.feed('0', 10, { types: ['DeploymentResumed'] });
    expect(feed.map(({ position, event }) => [position, event.type])).toEqual([
      ['2', 'DeploymentResumed'],
    ]);
  });
});
