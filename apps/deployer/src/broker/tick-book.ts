import type { Alarms, BrokerTicks } from '#event-store';
import type { TickBook } from '#messaging';

/** What the store remembers of ticks in the broker's hands, so that the sweeper sends none twice. */
export function tickBook(ticks: BrokerTicks, alarms: Alarms): TickBook {
  return {
    later: ({ deploymentId, key, n }, delayMs) =>
      ticks.later({ deploymentId, wakeKey: key, n }, delayMs),
    park: ({ deploymentId, key }, reason) => alarms.park(deploymentId, key, reason),
  };
}
