import { Injectable } from '@nestjs/common';
import type { WakeUp } from '../../wake-up.js';
import { RabbitConnection } from '../connection/connection.js';
import { Publisher } from './publisher.js';
import { RecentCount } from './recent-count.js';
import { wakeUpMessage } from '../messages/wake-up-message.js';
import { MANY } from '../topology/delays.js';
import type { Topology } from '../topology/topology.js';

/** `dueInMs` 0 or less: now. */
export type DueWakeUp = { wakeUp: WakeUp; dueInMs: number };

/** Sends wake-ups to the deployer, now or through the delay queues. */
@Injectable()
export class WakeUpPublisher {
  private readonly topology: Topology;
  private readonly recent = new RecentCount();

  constructor(
    private readonly publisher: Publisher,
    { topology }: RabbitConnection,
  ) {
    this.topology = topology;
  }

  /** @throws NotConfirmed if the broker did not confirm all of them. */
  async send(wakeUps: readonly DueWakeUp[]): Promise<void> {
    const isOneOfMany = this.recent.add(wakeUps.length) >= MANY;
    await this.publisher.publishAll(
      wakeUps.map(({ wakeUp, dueInMs }) => {
        return wakeUpMessage(this.topology, wakeUp, { dueInMs, isOneOfMany });
      }),
    );
  }
}
