import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { CallRecords, type NewCall, StoreUnavailable } from '#event-store';

const EVERY_MS = 1_000;
/** Retry interval in an outage. */
const AGAIN_MS = 5_000;
/** Each takes 8 kB at most. */
const AT_ONCE = 250;
const MOST_WAITING = 1_000;

type Waiting = { call: Omit<NewCall, 'ageMs'>; endedAtMs: number };

/**
 * Records calls to Omeda, in batches. Nothing waits for it, and what cannot be written is dropped: it must neither
 * delay nor fail a step.
 */
@Injectable()
export class CallLog implements OnApplicationShutdown {
  private readonly logger = new Logger('Calls');
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing = Promise.resolve();
  private dropped = 0;

  constructor(private readonly records: CallRecords) {}

  /** Adds a call that has just ended. */
  add(call: Omit<NewCall, 'ageMs'>): void {
    this.waiting.push({ call, endedAtMs: performance.now() });
    if (this.waiting.length > MOST_WAITING) {
      this.waiting.shift();
      this.dropped += 1;
    }
    this.schedule(EVERY_MS);
  }

  /** After the transport has drained: nothing calls any more. */
  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await this.writing;
    await this.write();
    // No retry if the store is unavailable.
    clearTimeout(this.timer);
  }

  private schedule(afterMs: number): void {
    this.timer ??= setTimeout(() => {
      this.writing = this.write();
    }, afterMs).unref();
  }

  /** Never rejects. */
  private async write(): Promise<void> {
    let isAway = false;
    while (this.waiting.length > 0 && !isAway) {
      const batch = this.waiting.splice(0, AT_ONCE);
      isAway = await this.keep(batch);
      if (isAway) this.waiting = [...batch, ...this.waiting].slice(-MOST_WAITING);
    }
    this.timer = undefined;
    if (isAway) this.schedule(AGAIN_MS);
    else this.logDropped();
  }

  /** True if the store is unavailable. */
  private async keep(batch: readonly Waiting[]): Promise<boolean> {
    const now = performance.now();
    try {
      await this.records.keep(
        batch.map(({ call, endedAtMs }) => ({ ...call, ageMs: now - endedAtMs + call.tookMs })),
      );
    } catch (error) {
      if (error instanceof StoreUnavailable) return true;
      this.dropped += batch.length;
      this.logger.warn({ msg: 'Calls to Omeda could not be recorded.', err: error });
    }
    return false;
  }

  private logDropped(): void {
    if (this.dropped === 0) return;
    this.logger.warn({ msg: `${this.dropped} calls to Omeda were not recorded.` });
    this.dropped = 0;
  }
}
