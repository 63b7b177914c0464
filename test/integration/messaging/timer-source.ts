import type { Timers, EventStore } from '#event-store';
import type { DeliveredWakeUp, WakeUpSource } from '#messaging';

/** The store's timers as a source of wake-ups, as an app wires them. */
export function timerSource(store: EventStore, timers: Timers, visibilityMs: number): WakeUpSource {
  return {
    take: async (limit) => {
      const taken = await timers.take(limit, visibilityMs);
      return taken.map(({ wakeKey, wakeAt, ...rest }): DeliveredWakeUp => ({
        ...rest,
        key: wakeKey,
        dueAt: wakeAt,
      }));
    },
    // Restarts the count of deliveries if the wake-up stays: a held brand's probe is retried for hours.
    done: ({ deploymentId, key }) => timers.postpone(deploymentId, key, visibilityMs),
    later: ({ deploymentId, key }, delayMs) => timers.postpone(deploymentId, key, delayMs),
    failed: ({ deploymentId, key }, delayMs) => timers.failed(deploymentId, key, delayMs),
    park: ({ deploymentId, key }, reason) => timers.park(deploymentId, key, reason),
    msUntilNext: () => timers.msUntilNext(),
    onChange: (wake) => store.onAppended(wake),
  };
}
