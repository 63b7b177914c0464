import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NewsletterEvent } from '../../../packages/newsletter-events/src/index.js';
import { type TcpProxy, openTcpProxy } from '../../setup/tcp-proxy.js';
import { useNestApps } from './nest-apps.testing.js';
import { useStage } from './stage.testing.js';

const DEADLINE = { timeout: 30_000, interval: 20 };

const stage = useStage();
const apps = useNestApps(stage);
let wire: TcpProxy;
let goOn: () => void;
let mayGoOn: Promise<void>;
let inHand: number;
let most: number;
let ids: string[];

/** Each one waits until the spec continues it. */
@Controller()
class Slow {
  @EventPattern<string>('#')
  async all(@Payload() { id }: NewsletterEvent): Promise<void> {
    inHand += 1;
    most = Math.max(most, inHand);
    await mayGoOn;
    inHand -= 1;
    ids.push(id);
  }
}

beforeEach(async () => {
  wire = await openTcpProxy(stage.rabbit.url);
  [inHand, most, ids] = [0, 0, []];
  mayGoOn = new Promise((resolve) => (goOn = resolve));
});

afterEach(async () => {
  goOn();
  await wire.close();
});

/** Its queues are redeclared after each loss of its connection, before they deliver anything. */
async function untilConnectedAgain(): Promise<void> {
  await apps.channel.deleteQueue(`${apps.queue()}.parked`);
  wire.cut();
  wire.mend();
  await vi.waitFor(() => apps.count('.parked'), DEADLINE);
}

describe('a handler that is still running when the connection is restored', () => {
  it.each([1, 2])('counts toward the %d that may run at a time', async (concurrency) => {
    await apps.start(Slow, { url: wire.url, concurrency });
    await stage.save(3);
    await vi.waitFor(() => expect(inHand).toBe(concurrency), DEADLINE);
    await untilConnectedAgain();
    // Enough time for premature deliveries.
    await stage.save(5);
    goOn();
    await vi.waitFor(async () => {
      expect([...new Set(ids)].toSorted()).toEqual((await stage.feed()).toSorted());
    }, DEADLINE);
    expect(most).toBe(concurrency);
  });

  it('is not followed by anything if the application stops meanwhile', async () => {
    const { app } = await apps.start(Slow, { url: wire.url });
    await stage.save(3);
    await vi.waitFor(() => expect(inHand).toBe(1), DEADLINE);
    await untilConnectedAgain();
    const stopped = apps.stop(app);
    goOn();
    await stopped;
    expect(ids).toHaveLength(1);
  });
});
