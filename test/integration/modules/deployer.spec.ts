import { randomUUID } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TIMING, markerOf } from '#deployment';
import { EventStoreModule, FeedEpoch } from '#event-store';
import { later } from '#messaging';
import type { OmedaClient } from '#omeda-client';
import { Brands } from '../../../apps/deployer/src/brands/brands.js';
import { Slots } from '../../../apps/deployer/src/brands/slots.js';
import { DueController } from '../../../apps/deployer/src/due/due.controller.js';
import { DueModule } from '../../../apps/deployer/src/due/due.module.js';
import { StartCheck } from '../../../apps/deployer/src/recovery/start-check.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { testSites } from '../../e2e/gateway/fixtures.js';

const slots = new Slots(1);

let database: TestDatabase;
let module: TestingModule;

/** Starts the deployer's module, with this client instead of Omeda. */
async function start(client: Partial<OmedaClient>): Promise<void> {
  module = await Test.createTestingModule({
    imports: [
      EventStoreModule.forRoot({ databaseUrl: database.url }),
      DueModule.forRoot({ sites: testSites(), timing: TIMING }),
    ],
  })
    .overrideProvider(Brands)
    .useValue({ get: () => ({ name: 'DEMO', client, slots, callTimeoutMs: 1_000 }) })
    .compile();
  module.useLogger(false);
  await module.init();
}

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(async () => {
  await module?.close();
  await database?.drop();
});

/** The result of its check at its start. */
async function noticed(): Promise<string | undefined> {
  await module.get(StartCheck).onModuleDestroy();
  return (await module.get(FeedEpoch).read()).older?.by;
}

describe('a deployer that starts', () => {
  const search = async () => [{ trackId: 'DEMO1' }] as never;

  it('notices that Omeda has a newsletter of ours that the store does not know', async () => {
    await start({ search, lookup: async () => ({ notes: markerOf(randomUUID(), 1) }) as never });
    expect(await noticed()).toBe('Omeda has DEMO1, which the store does not know');
  });

  it('notices nothing if the newsletter is not ours', async () => {
    const lookup = vi.fn<OmedaClient['lookup']>(async () => ({ notes: 'made by hand' }) as never);
    await start({ search, lookup });
    expect(await noticed()).toBeUndefined();
    expect(lookup).toHaveBeenCalledWith('DEMO1');
  });
});

describe("a wake-up while all of the brand's call slots are in use", () => {
  it('is redelivered later, without a call to Omeda', async () => {
    const search = vi.fn<OmedaClient['search']>(async () => []);
    await start({ search });
    await noticed();
    search.mockClear();
    const free = slots.take();
    const wakeUp = { deploymentId: randomUUID(), key: 'due:1', dueId: 1, n: 1, site: 'daily' };
    const rest = { sentAt: '', dueAt: '', postId: 1, brand: 'DEMO', step: 'create', attempt: 1 };
    const outcome = await module.get(DueController).handle({ ...wakeUp, ...rest, probe: false });
    expect(outcome).toEqual(later(expect.any(Number)));
    expect(search).not.toHaveBeenCalled();
    free?.();
  });

  it('is redelivered soon if its step is urgent, however many others were sent away', async () => {
    await start({ search: async () => [] });
    await noticed();
    const free = slots.take();
    for (let usual = 0; usual < 100; usual += 1) slots.turnInMs();
    const waiting = [1, 2].map(() => slots.wait(60_000, { isUrgent: true }));
    const wakeUp = { deploymentId: randomUUID(), key: 'due:1', dueId: 1, n: 1, site: 'daily' };
    const rest = { sentAt: '', dueAt: '', postId: 1, brand: 'DEMO', step: 'schedule', attempt: 1 };
    const outcome = await module.get(DueController).handle({ ...wakeUp, ...rest, probe: false });
    expect(outcome).toMatchObject({ kind: 'later' });
    expect((outcome as { delayMs: number }).delayMs).toBeLessThanOrEqual(2_000);
    free?.();
    for (const one of waiting) (await one)?.();
  });
});
