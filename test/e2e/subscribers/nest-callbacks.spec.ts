import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useNestApps } from './nest-apps.testing.js';
import { useStage } from './stage.testing.js';

const DEADLINE = { timeout: 30_000, interval: 20 };

const stage = useStage();
const apps = useNestApps(stage);
let calls = 0;

@Controller()
class Failing {
  @EventPattern<string>('#')
  all(): void {
    calls += 1;
    throw new Error('The shelf is full');
  }
}

beforeEach(() => {
  calls = 0;
});

const fail = () => {
  throw new Error('The log is unavailable');
};
const FAILING: (() => unknown)[] = [fail, async () => fail()];

/** Each event was tried twice, and parked once. */
async function untilParkedOnce(): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    await stage.save(1);
    await vi.waitFor(async () => {
      const { length } = await stage.feed();
      expect({ parked: await apps.count('.parked'), calls, left: await apps.count() }).toEqual({
        parked: length,
        calls: 2 * length,
        left: 0,
      });
    }, DEADLINE);
  }
}

describe("an application's callback for a failure", () => {
  it.each(FAILING)('may fail: nothing is parked twice', async (onTrouble) => {
    await apps.start(Failing, { onTrouble });
    await untilParkedOnce();
  });

  it.each(FAILING)('once it is parked may fail, too', async (listener) => {
    const { strategy } = await apps.start(Failing);
    strategy.on('parked', listener);
    await untilParkedOnce();
    expect(apps.troubles).toContain('The log is unavailable');
  });
});
