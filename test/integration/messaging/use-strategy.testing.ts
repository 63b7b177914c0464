import type { Channel } from 'amqplib';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type {
  StartOptions,
  WakeUpHandler,
} from '../../../libs/messaging/src/conformance.testing.js';
import { type RabbitApp, RabbitRig } from './rabbit-rig.js';

const DEADLINE = { timeout: 30_000, interval: 10 };

/** Each spec's own queues, and the deployers that it starts on them. */
export class StrategyStage {
  rig!: RabbitRig;
  channel!: Channel;
  readonly apps: RabbitApp[] = [];

  readonly until = (assertion: () => void | Promise<void>) => vi.waitFor(assertion, DEADLINE);

  async start(handler: WakeUpHandler, options?: StartOptions): Promise<RabbitApp> {
    const app = await this.rig.start(handler, options);
    this.apps.push(app);
    return app;
  }

  /** Nothing is left in the queue, ready or unacknowledged. */
  async expectSettled(): Promise<void> {
    await this.closeApps();
    const { deployer } = this.rig.topology.names;
    expect((await this.channel.checkQueue(deployer)).messageCount).toBe(0);
  }

  async closeApps(): Promise<void> {
    await Promise.all(this.apps.splice(0).map((app) => app.close()));
  }
}

export function useStrategy(): StrategyStage {
  const stage = new StrategyStage();
  beforeEach(async () => {
    stage.rig = await RabbitRig.open();
    stage.channel = await stage.rig.connection.openChannel();
  });
  afterEach(async () => {
    await stage.closeApps();
    await stage.rig.close();
  });
  return stage;
}
