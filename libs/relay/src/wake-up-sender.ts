import { Injectable } from '@nestjs/common';
import { type BrokerWakeUp, BrokerWakeUps, Traceparents } from '#event-store';
import { type DueWakeUp, NotConfirmed, WakeUpPublisher } from '#messaging';

/** Most wake-ups that share one wait for confirms. */
const AT_A_TIME = 500;

/**
 * Enters wake-ups in the store, then sends them to the broker: one that gets lost between the two is
 * overdue soon, and swept. Every call may throw StoreUnavailable, or NotConfirmed once what the broker
 * did not confirm is withdrawn.
 */
@Injectable()
export class WakeUpSender {
  constructor(
    private readonly wakeUps: BrokerWakeUps,
    private readonly publisher: WakeUpPublisher,
    private readonly traceparents: Traceparents,
  ) {}

  /** How wake-ups are entered. */
  get settings() {
    return this.wakeUps.settings;
  }

  /** What the broker does not have, up to a limit. `again`: this many of them were sent before. */
  async sweep(): Promise<{ again: number; isMore: boolean }> {
    const found = await this.wakeUps.sweep(AT_A_TIME);
    await this.send(found, performance.now());
    const again = found.filter(({ timer }) => timer.deliveries > 1).length;
    return { again, isMore: found.length >= AT_A_TIME };
  }

  /** They are not sent now: the next sweep has them again. */
  async takeBack(entered: readonly BrokerWakeUp[]): Promise<void> {
    if (entered.length > 0) await this.wakeUps.takeBack(entered);
  }

  /** What was entered. */
  async send(entered: readonly BrokerWakeUp[], readAtMs: number): Promise<void> {
    try {
      const ids = entered.map(({ timer }) => timer.deploymentId);
      const traceparents = await this.traceparents.of(ids);
      const passedMs = performance.now() - readAtMs;
      await this.publisher.send(entered.map((one) => toDueWakeUp(one, traceparents, passedMs)));
    } catch (error) {
      const lacking = error instanceof NotConfirmed ? error.lacking : [...entered.keys()];
      await this.wakeUps.takeBack(lacking.map((index) => entered[index]!));
      throw error;
    }
  }
}

function toDueWakeUp(
  { timer, dueInMs }: BrokerWakeUp,
  traceparents: ReadonlyMap<string, string>,
  passedMs: number,
): DueWakeUp {
  const { wakeKey, wakeAt, deliveries: _counted, ...rest } = timer;
  const traceparent = traceparents.get(timer.deploymentId);
  const wakeUp = { ...rest, key: wakeKey, dueAt: wakeAt, ...(traceparent ? { traceparent } : {}) };
  return { wakeUp, dueInMs: dueInMs - passedMs };
}
