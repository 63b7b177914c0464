import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type Checkpoint,
  type Progress,
  follow,
} from '../../../packages/newsletter-events/src/index.js';
import type { Broker } from '../../setup/broker/broker.js';
import { startBroker } from '../../setup/broker/start-broker.js';
import { ALL_SITES, useStage } from './stage.testing.js';

const DEADLINE = { timeout: 180_000, interval: 50 };
const SPEC_MS = 400_000;

/** Its operator purges and deletes queues, so it must not be shared. */
let broker: Broker;
beforeAll(async () => {
  broker = await startBroker();
}, SPEC_MS);
afterAll(() => broker?.close());

const stage = useStage(() => broker.url);
let stop: AbortController;
let done: Promise<void>;

function start(): string[] {
  stop = new AbortController();
  const ids: string[] = [];
  let progress: Progress | undefined;
  const checkpoint: Checkpoint = {
    load: async () => progress,
    save: async (kept) => void (progress = kept),
  };
  done = follow({
    http: stage.http,
    key: ALL_SITES,
    amqp: { url: broker.url, service: stage.service, prefix: stage.prefix },
    from: 'start',
    checkpoint,
    onEvent: ({ id }) => void ids.push(id),
    signal: stop.signal,
  });
  return ids;
}

afterEach(async () => {
  stop?.abort();
  await done;
});

/** The queue that wakes it, by its name, once there is one other than `before`. */
function queue(before = ''): Promise<string> {
  return vi.waitFor(async () => {
    const names = (await broker.control('list_queues', 'name')).split('\n');
    const [name] = names.filter((one) => one.startsWith(`${stage.service}.rings.`));
    if (!name || name === before) throw new Error('It has no queue.');
    return name;
  }, DEADLINE);
}

describe('a service that follows with RabbitMQ', { timeout: SPEC_MS }, () => {
  it.each(['purge_queue', 'delete_queue'])('loses nothing to %s', async (command) => {
    await stage.save(5);
    const ids = start();
    const name = await queue();
    const saving = stage.save(10);
    await broker.control(command, name);
    await saving;
    await stage.save(5);
    await vi.waitFor(async () => expect(ids).toEqual(await stage.feed()), DEADLINE);
    expect(await queue(command === 'delete_queue' ? name : '')).toMatch(stage.service);
  });
});
