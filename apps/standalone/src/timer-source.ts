import type { AppendNotifier, Timer, Timers, Traceparents } from '#event-store';
import type { DeliveredWakeUp, WakeUp, WakeUpSource } from '#messaging';

type Dependencies = { appends: AppendNotifier; timers: Timers; traceparents: Traceparents };

/**
 * The store's timers as the embedded transport's source of due wake-ups. An unfinished one is
 * redelivered after `visibilityMs`.
 */
export function timerSource(
  { appends, timers, traceparents }: Dependencies,
  visibilityMs: number,
): WakeUpSource {
  return {
    take: async (limit) => {
      const taken = await timers.take(limit, visibilityMs);
      const known = await traceparents.of(taken.map(({ deploymentId }) => deploymentId));
      return taken.map((timer) => toWakeUp(timer, known.get(timer.deploymentId)));
    },
    // The result of a finished wake-up is in the stream, which updates the timer.
    done: async () => undefined,
    later: ({ deploymentId, key }: WakeUp, delayMs) => timers.postpone(deploymentId, key, delayMs),
    failed: ({ deploymentId, key }: WakeUp, delayMs) => timers.failed(deploymentId, key, delayMs),
    park: ({ deploymentId, key }: WakeUp, reason) => timers.park(deploymentId, key, reason),
    msUntilNext: () => timers.msUntilNext(),
    onChange: (wake) => appends.on(wake),
  };
}

function toWakeUp(timer: Timer, traceparent: string | undefined): DeliveredWakeUp {
  const { wakeKey, wakeAt, ...rest } = timer;
  return { ...rest, key: wakeKey, dueAt: wakeAt, ...(traceparent ? { traceparent } : {}) };
}
