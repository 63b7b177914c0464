import { Injectable } from '@nestjs/common';
import type { Tick } from '../tick.js';
import { RabbitConnection } from './connection.js';
import { Publisher } from './publisher.js';
import { tickMessage } from './tick-message.js';
import type { Topology } from './topology.js';

/** `dueInMs` 0 or less: now. */
export type DueTick = { tick: Tick; dueInMs: number };

/** Sends ticks to the deployer, now or through the delay queues. */
@Injectable()
export class TickPublisher {
  private readonly topology: Topology;

  constructor(
    private readonly publisher: Publisher,
    { topology }: RabbitConnection,
  ) {
    this.topology = topology;
  }

  /** @throws NotConfirmed when not all of them are in the broker's hands. */
  async send(ticks: readonly DueTick[]): Promise<void> {
    await this.publisher.publishAll(
      ticks.map(({ tick, dueInMs }) => tickMessage(this.topology, tick, dueInMs)),
    );
  }
}
