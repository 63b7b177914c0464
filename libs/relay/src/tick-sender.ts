import { Injectable } from '@nestjs/common';
import { type BrokerTick, BrokerTicks } from '#event-store';
import { type DueTick, NotConfirmed, TickPublisher } from '#messaging';

/** Most ticks that share one wait for confirms. */
const AT_A_TIME = 500;

/**
 * Enters ticks in the store, then hands them to the broker: one that gets lost between the two is
 * overdue soon, and swept. Every call may throw StoreUnavailable or NotConfirmed.
 */
@Injectable()
export class TickSender {
  constructor(
    private readonly ticks: BrokerTicks,
    private readonly publisher: TickPublisher,
  ) {}

  /** How ticks are entered. */
  get settings() {
    return this.ticks.settings;
  }

  /** What the broker does not have, up to a limit. Answers whether there may be more. */
  async sweep(): Promise<boolean> {
    const found = await this.ticks.sweep(AT_A_TIME);
    await this.send(found);
    return found.length >= AT_A_TIME;
  }

  /** They are not sent now: the next one who looks has them again. */
  async takeBack(entered: readonly BrokerTick[]): Promise<void> {
    if (entered.length > 0) await this.ticks.takeBack(entered);
  }

  /** What was entered. */
  async send(entered: readonly BrokerTick[]): Promise<void> {
    try {
      await this.publisher.send(entered.map(toDueTick));
    } catch (error) {
      const sent = error instanceof NotConfirmed ? error.confirmed : 0;
      await this.ticks.takeBack(entered.slice(sent));
      throw error;
    }
  }
}

function toDueTick({ alarm, dueInMs }: BrokerTick): DueTick {
  const { wakeKey, wakeAt, deliveries: _counted, ...rest } = alarm;
  return { tick: { ...rest, key: wakeKey, dueAt: wakeAt }, dueInMs };
}
