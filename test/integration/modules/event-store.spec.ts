import { randomBytes } from 'node:crypto';
import { Injectable, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { Timers, ClockWatch, Deployments, EventStore, EventStoreModule } from '#event-store';
import { execute } from '../../setup/postgres-server.js';

/** As a module of an app uses the store. */
@Injectable()
class Reader {
  constructor(
    readonly store: EventStore,
    readonly deployments: Deployments,
    readonly timers: Timers,
  ) {}
}

@Module({ providers: [Reader] })
class ReaderModule {}

const { serverUrl, template } = inject('postgres');
let name: string;
let module: TestingModule;

beforeEach(async () => {
  name = `${template}_new_${randomBytes(4).toString('hex')}`;
  await execute(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  module = await Test.createTestingModule({
    imports: [ReaderModule, EventStoreModule.forRoot({ databaseUrl: url.href })],
  })
    .overrideProvider(ClockWatch)
    .useValue({})
    .compile();
});

afterEach(async () => {
  await module?.close();
  await execute(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
});

describe('the event store of a process', () => {
  it('is available to every module, with its schema, on a database that was empty', async () => {
    await module.init();
    const { store, deployments, timers } = module.get(Reader, { strict: false });
    expect(await store.feed('0', 10)).toEqual([]);
    expect(await deployments.counts()).toEqual([]);
    expect(await timers.take(10, 1_000)).toEqual([]);
  });

  it('is one store for all modules, and disconnects when the process ends', async () => {
    const { store } = module.get(Reader, { strict: false });
    expect(module.get(EventStore)).toBe(store);
    await module.close();
    expect(store.dataSource.isInitialized).toBe(false);
  });
});
