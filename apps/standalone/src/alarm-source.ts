import type { Alarm, Alarms, Wakes } from '#event-store';
import type { DeliveredTick, Tick, TickSource } from '#messaging';

/**
 * The store's alarms as the embedded transport's source of due ticks. One that nobody finished is
 * seen again after `visibilityMs`.
 */
export function alarmSource(wakes: Wakes, alarms: Alarms, visibilityMs: number): TickSource {
  return {
    take: async (limit) => (await alarms.take(limit, visibilityMs)).map(toTick),
    // What a finished tick led to is in the stream; the alarm follows from there.
    done: async () => undefined,
    later: ({ deploymentId, key }: Tick, delayMs) => alarms.postpone(deploymentId, key, delayMs),
    failed: ({ deploymentId, key }: Tick, delayMs) => alarms.failed(deploymentId, key, delayMs),
    park: ({ deploymentId, key }: Tick, reason) => alarms.park(deploymentId, key, reason),
    msUntilNext: () => alarms.msUntilNext(),
    onChange: (wake) => wakes.on(wake),
  };
}

function toTick(alarm: Alarm): DeliveredTick {
  const { wakeKey, wakeAt, ...rest } = alarm;
  return { ...rest, key: wakeKey, dueAt: wakeAt };
}
