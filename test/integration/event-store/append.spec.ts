import { randomUUID } from 'node:crypto';
import { type Append, VersionConflict } from '#event-store';
import type { StoredEvent } from '#events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  METADATA,
  type World,
  newStream,
  newsletters,
  openWorld,
  synced,
} from './newsletter.testing.js';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

/** Appends, by default, to a new stream. */
async function append(given: Partial<Append> = {}): Promise<StoredEvent[]> {
  const at = await world.store.now();
  const row = newsletters().row({ heard: 1 });
  const facts = [synced];
  const stream = newStream();
  return world.store.append({
    stream,
    expectedVersion: 0,
    facts,
    at,
    metadata: METADATA,
    row,
    ...given,
  });
}

describe('an append', () => {
  it('is read back as it was given, each event with its version, time and who caused it', async () => {
    const stream = newStream();
    const at = await world.store.now();
    const metadata = { ...METADATA, causationId: 'msg_1', traceId: 'a'.repeat(32) };
    const facts = [synced, { type: 'DeploymentMissed', data: { sendAt: at } }];
    const appended = await append({ stream, at, facts, metadata });
    const read = await world.store.read(stream);
    expect(read.events).toEqual(appended);
    expect(read.version).toBe(2);
    expect(read.events.map(({ type, version, ...event }) => [type, version, event.at])).toEqual([
      ['SyncRequested', 1, at],
      ['DeploymentMissed', 2, at],
    ]);
    expect(read.events[0]?.metadata).toEqual(metadata);
    expect(read.events[0]?.stream).toEqual(stream);
  });

  it('follows the version it expects', async () => {
    const stream = newStream();
    await append({ stream });
    await append({ stream, expectedVersion: 1 });
    expect((await world.store.read(stream)).version).toBe(2);
  });

  it.each([
    ['behind', 0],
    ['partly behind', 1],
  ])('is refused when it is %s, and leaves nothing', async (_where, expectedVersion) => {
    const stream = newStream();
    await append({ stream, facts: [synced, synced] });
    const row = newsletters().row({ heard: 99 });
    await expect(append({ stream, expectedVersion, row })).rejects.toThrow(VersionConflict);
    expect((await world.store.read(stream)).version).toBe(2);
    const [{ title } = { title: '' }] = await world.sql<{ title: string }>(
      'SELECT title FROM deployment_status WHERE deployment_id = $1',
      [stream.id],
    );
    expect(title).toBe('heard 1 times');
  });

  it('writes events, feed and status together', async () => {
    const [event] = await append();
    const found = await world.sql(
      `SELECT event.id, status.version, status.created_at, status.updated_at
       FROM event JOIN deployment_status status ON status.deployment_id = $2
       WHERE event.id = $1 AND event.position > 0`,
      [event?.id, event?.stream.id],
    );
    const at = new Date(event?.at ?? '');
    expect(found).toEqual([{ id: event?.id, version: 1, created_at: at, updated_at: at }]);
  });

  it('leaves nothing behind if accompanying data cannot be stored', async () => {
    const stream = newStream();
    const hash = randomUUID();
    const owner = { site: 'daily', deploymentId: stream.id };
    const kept = [
      { kind: 'content' as const, hash, body: {} },
      { kind: 'no such kind' as 'content', hash, body: {} },
    ];
    const attempt = append({ stream, snapshots: { owner, kept } });
    await expect(attempt).rejects.toThrow('snapshot_kind_check');
    expect((await world.store.read(stream)).version).toBe(0);
    const status = 'SELECT 1 FROM deployment_status WHERE deployment_id = $1';
    expect(await world.sql(status, [stream.id])).toEqual([]);
    expect(await world.sql('SELECT 1 FROM snapshot WHERE hash = $1', [hash])).toEqual([]);
  });

  it('is reported to this process after it was committed, and not when it failed', async () => {
    const heard: string[] = [];
    const stop = world.store.onAppended((events) => heard.push(...events.map(({ id }) => id)));
    const [first] = await append();
    const stream = first?.stream ?? newStream();
    await append({ stream }).catch(() => undefined);
    stop();
    await append();
    expect(heard).toEqual([first?.id]);
  });
});

describe('a stream', () => {
  it('that does not exist yet is empty, at version 0, and returns the time', async () => {
    const { events, version, now } = await world.store.read(newStream());
    expect([events, version]).toEqual([[], 0]);
    expect(now).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('is shown as it was at an earlier version', async () => {
    const stream = newStream();
    await append({ stream, facts: [synced, synced, synced] });
    const { events, version } = await world.store.read(stream, 2);
    expect([events.length, version]).toEqual([2, 2]);
  });
});
