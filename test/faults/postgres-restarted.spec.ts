import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import {
  type LocalPostgres,
  startPostgres,
} from '../../apps/standalone/src/postgres/start-postgres.js';
import { type TcpProxy, openTcpProxy } from '../setup/tcp-proxy.js';
import { Floor } from './floor.js';
import { type Post, posts } from './post.js';

const COUNT = 12;

let dataDir: string;
let server: LocalPostgres;
/** The server has another port after its restart: for the processes, it is the same. */
let wire: TcpProxy;
let floor: Floor;
let all: Post[];

beforeEach(async () => {
  all = posts(COUNT);
  dataDir = await mkdtemp(join(tmpdir(), 'newsletter-faults-pg-'));
  server = await startPostgres({ dataDir });
  wire = await openTcpProxy(server.url);
  floor = await Floor.open({ databaseUrl: wire.url, brokerUrl: inject('rabbitmq').url });
  await floor.start('gateway');
  await floor.start('deployer');
});

afterEach(async () => {
  await floor?.close();
  await wire?.close();
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('PostgreSQL is restarted with newsletters in progress', () => {
  it('saves get 503 and the time of the retry meanwhile; then all is well, and nothing is twice', async () => {
    await Promise.all(all.map((post) => floor.deliver(post, 'post.saved', 'First words.')));
    await floor.until('some are created', async () => floor.effects('create').length >= COUNT / 4);
    await server.stop();
    for (const post of all) {
      const answer = await floor.send(post, 'post.published', 'Updated.');
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await answer.json()).toMatchObject({ title: 'Temporarily unavailable' });
    }
    server = await startPostgres({ dataDir });
    wire.aim(server.url);
    await Promise.all(all.map((post) => floor.deliver(post, 'post.published', 'Updated.')));
    await floor.untilAll(all, 'scheduled');
    const once = all.map(() => 1);
    for (const call of ['create', 'audience-add', 'schedule']) {
      expect({ [call]: floor.effects(call) }).toEqual({ [call]: once });
    }
  });
});
