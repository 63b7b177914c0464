import { randomBytes } from 'node:crypto';
import { StoreUnavailable, openEventStore } from '#event-store';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { execute } from '../../setup/database.js';
import { newStream } from './newsletter.testing.js';

describe('five processes that start at once on an empty database', () => {
  const { serverUrl, template } = inject('postgres');
  const name = `${template}_empty_${randomBytes(4).toString('hex')}`;

  afterAll(() => execute(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));

  it('all find the schema, which one of them made', async () => {
    await execute(serverUrl, `CREATE DATABASE ${name}`);
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    const starts = Array.from({ length: 5 }, () => openEventStore({ databaseUrl: url.href }));
    const opened = await Promise.all(starts);
    for (const { store } of opened) expect((await store.read(newStream())).version).toBe(0);
    const [ran] = await opened[0]!.dataSource.query('SELECT count(*)::int AS count FROM migration');
    expect(ran.count).toBe(opened[0]!.dataSource.migrations.length);
    await Promise.all(opened.map((one) => one.close()));
  });
});

describe('an unavailable database', () => {
  it('is distinguished from all other faults at start', async () => {
    const databaseUrl = 'postgres://nobody:x@127.0.0.1:1/none';
    await expect(openEventStore({ databaseUrl })).rejects.toThrow(StoreUnavailable);
  });
});
