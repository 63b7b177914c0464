import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Broker } from '../../setup/broker/broker.js';
import { startBroker } from '../../setup/broker/start-broker.js';
import { RelayStage, resumed } from './relay-stage.js';

let broker: Broker;
let stage: RelayStage;

beforeAll(async () => {
  broker = await startBroker();
}, 240_000);

afterAll(() => broker?.close(), 60_000);

beforeEach(async () => {
  stage = await RelayStage.open();
});

afterEach(() => stage?.close());

const memory = (...limit: string[]) => broker.control('set_vm_memory_high_watermark', ...limit);

describe('a process that is stopped while RabbitMQ blocks publishers', { timeout: 120_000 }, () => {
  afterEach(() => memory('0.6'));

  it('ends, and the next one relays what it did not', async () => {
    const first = await stage.relay({ brokerUrl: broker.url });
    await stage.newsletter([resumed]);
    await stage.untilRelayed();
    await memory('absolute', '1MB');
    await stage.until(async () => {
      await stage.newsletter([resumed, await stage.dueIn(0)]);
      expect(first.connection.blocked).toBe('low on memory');
    });
    await stage.stop(first);
    expect((await stage.world.store.feedLag('relay')).events).toBeGreaterThan(0);

    await memory('0.6');
    await stage.relay({ brokerUrl: broker.url });
    await stage.untilRelayed();
  });
});
