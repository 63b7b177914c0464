import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WakeUp, done } from '#messaging';
import { describeTransport } from '../../../libs/messaging/src/conformance.testing.js';
import { startEmbeddedApp } from '../../../libs/messaging/src/embedded/embedded-app.testing.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { AppendNotifier } from './append-notifier.js';

describeTransport('the embedded (on PostgreSQL)', async () => {
  const database = await createTestDatabase();
  const wakes = await AppendNotifier.open(database.url);
  return {
    start: (handler, options) => startEmbeddedApp((ms) => wakes.source(ms), handler, options),
    send: ({ deploymentId, key }, delayMs) => wakes.set(deploymentId, key, { delayMs }),
    sendMalformed: ({ deploymentId, key }) => wakes.set(deploymentId, key, { brand: '' }),
    withdraw: ({ deploymentId, key }) => wakes.end(deploymentId, key),
    parked: () => wakes.parked(),
    close: async () => {
      await wakes.close();
      await database.drop();
    },
  };
});

describe('a wake-up that is still open when its handler is done', () => {
  const deploymentId = '00000000-0000-4000-8000-000000000001';
  let database: TestDatabase;
  let wakes: AppendNotifier;

  beforeEach(async () => {
    database = await createTestDatabase();
    wakes = await AppendNotifier.open(database.url);
  });

  afterEach(async () => {
    await wakes.close();
    await database.drop();
  });

  it('is taken again and not parked, as a held brand is probed for hours', async () => {
    const seen: WakeUp[] = [];
    const handler = (wakeUp: WakeUp) => {
      seen.push(wakeUp);
      return done();
    };
    const app = await startEmbeddedApp((ms) => wakes.standing(ms), handler, { visibilityMs: 20 });
    await wakes.set(deploymentId, 'due:1');
    await vi.waitFor(() => expect(seen.length).toBeGreaterThan(7), { timeout: 20_000 });
    await app.close();
    expect(await wakes.parked()).toEqual([]);
  });
});
