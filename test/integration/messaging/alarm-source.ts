import type { Alarms, EventStore } from '#event-store';
import type { DeliveredTick, TickSource } from '#messaging';

/** The store's alarms as a source of ticks, as an app wires them. */
export function alarmSource(store: EventStore, alarms: Alarms, visibilityMs: number): TickSource {
  return {
    take: async (limit) => {
      const rung = await alarms.take(limit, visibilityMs);
      return rung.map(({ wakeKey, wakeAt, ...rest }): DeliveredTick => ({
        ...rest,
        key: wakeKey,
        dueAt: wakeAt,
      }));
    },
    // Counts deliveries anew, should the wake-up stand: a held brand's probe is tried for hours.
    done: ({ deploymentId, key }) => alarms.postpone(deploymentId, key, visibilityMs),
    later: ({ deploymentId, key }, delayMs) => alarms.postpone(deploymentId, key, delayMs),
    failed: ({ deploymentId, key }, delayMs) => alarms.failed(deploymentId, key, delayMs),
    park: ({ deploymentId, key }, reason) => alarms.park(deploymentId, key, reason),
    msUntilNext: () => alarms.msUntilNext(),
    onChange: (wake) => store.onAppended(wake),
  };
}
