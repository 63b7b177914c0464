import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from '../measure/statistics.js';

const LIMIT_MS = 60_000;

/** Between two events, in milliseconds: never in step with any polling. */
const pauseMs = (index: number) => 5 + ((index * 37) % 90);

/** How long events take from their announcement until a subscriber has them. */
export class Arrivals {
  private waiting: (() => void) | undefined;

  /** For the subscriber to say. */
  arrived(): void {
    this.waiting?.();
  }

  /** One event after the other; `send` resolves when its sender has the response. 0 if the event was first. */
  async measure(count: number, send: () => Promise<void>) {
    const tookMs: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const arrival = this.next();
      await send();
      const arrivedAtMs = performance.now();
      tookMs.push(Math.max(0, (await arrival) - arrivedAtMs));
      await delay(pauseMs(index));
    }
    return { 'p50 ms': percentile(tookMs, 0.5), 'p99 ms': percentile(tookMs, 0.99) };
  }

  private next(): Promise<number> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The event never came.')), LIMIT_MS);
      this.waiting = () => {
        clearTimeout(timer);
        resolve(performance.now());
      };
    });
  }
}
