import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { connect } from 'amqplib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NewsletterEvent } from '../../../packages/newsletter-events/src/index.js';
import { redriveParked } from '../../../packages/newsletter-events/src/nest/index.js';
import type { Broker } from '../../setup/broker/broker.js';
import { startBroker } from '../../setup/broker/start-broker.js';
import { useNestApps } from './nest-apps.testing.js';
import { useStage } from './stage.testing.js';

const DEADLINE = { timeout: 120_000, interval: 50 };
const SPEC_MS = 400_000;
/** For `app.close()` and for each response: the package's limit, and some for a slow machine. */
const MOST_MS = 60_000;

/** It gets an alarm for memory, so it must not be shared. */
let broker: Broker;
beforeAll(async () => {
  broker = await startBroker();
}, SPEC_MS);
afterAll(() => broker?.close());

const stage = useStage(() => broker.url);
const apps = useNestApps(stage);
let fails: boolean;
let goOn: () => void;
let mayGoOn: Promise<void>;
let begun: string[];
let ids: string[];
let endWatch: (() => Promise<void>) | undefined;

@Controller()
class Failing {
  @EventPattern<string>('#')
  async all(@Payload() { id }: NewsletterEvent): Promise<void> {
    begun.push(id);
    await mayGoOn;
    if (fails) throw new Error('The shelf is full');
    ids.push(id);
  }
}

beforeEach(() => {
  [fails, begun, ids] = [true, [], []];
  mayGoOn = new Promise((resolve) => (goOn = resolve));
});

afterEach(async () => {
  goOn();
  await endAlarm();
}, SPEC_MS);

const memory = (...of: string[]) => broker.control('set_vm_memory_high_watermark', ...of);

/** Resolves once it blocks publishers, which is not at once. */
async function alarm(): Promise<void> {
  await memory('absolute', '1MB');
  const model = await connect(broker.url);
  let isBlocked = false;
  model.on('blocked', () => (isBlocked = true));
  const channel = await model.createChannel();
  await vi.waitFor(() => {
    channel.publish('', 'nobody', Buffer.from('Anything'));
    expect(isBlocked).toBe(true);
  }, DEADLINE);
  endWatch = () => model.close();
}

async function endAlarm(): Promise<void> {
  await memory('0.6');
  await endWatch?.();
  endWatch = undefined;
}

const untilAllHandled = () =>
  vi.waitFor(async () => {
    expect([...new Set(ids)].toSorted()).toEqual((await stage.feed()).toSorted());
  }, DEADLINE);

describe('RabbitMQ with an alarm', { timeout: SPEC_MS }, () => {
  it('does not delay an application that stops, and loses nothing', async () => {
    const { app } = await apps.start(Failing);
    await stage.save(2);
    await vi.waitFor(() => expect(begun).toHaveLength(1), DEADLINE);
    await alarm();
    const since = performance.now();
    const stopped = apps.stop(app);
    goOn();
    await stopped;
    expect(performance.now() - since).toBeLessThan(MOST_MS);
    expect(apps.troubles.join()).toContain('RabbitMQ did not respond within 5 s');
    await endAlarm();
    fails = false;
    await apps.start(Failing);
    await untilAllHandled();
  });

  it('ends a redrive with what it has done, and loses nothing', async () => {
    const { url } = broker;
    const { service } = stage;
    goOn();
    await apps.start(Failing);
    await stage.save(2);
    const { length } = await stage.feed();
    await vi.waitFor(async () => expect(await apps.count('.parked')).toBe(length), DEADLINE);
    await alarm();
    const since = performance.now();
    await expect(redriveParked({ url, service })).rejects.toThrow(/did not respond within 10 s/);
    expect(performance.now() - since).toBeLessThan(MOST_MS);
    await endAlarm();
    fails = false;
    await vi.waitFor(async () => {
      await redriveParked({ url, service });
      expect(await apps.count('.parked')).toBe(0);
    }, DEADLINE);
    await untilAllHandled();
  });
});
