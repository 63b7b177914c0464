import { asError } from './as-error.js';
import { callGuarded } from './call-guarded.js';
import type { NewsletterEvent } from './event.js';
import { PlaceLost, Refused, TryLater } from './feed-client.js';
import type { FollowOptions } from './options.js';
import { backOffMs, pause } from './pause.js';

/** Retries, and reports, temporary failures. */
export class Retrying {
  constructor(
    private readonly signal: AbortSignal,
    private readonly listeners: Pick<FollowOptions, 'onTrouble'>,
  ) {}

  /** Undefined if it stops before that succeeded. @throws Refused, PlaceLost */
  async untilDone<T>(work: () => Promise<T>, event?: NewsletterEvent): Promise<T | undefined> {
    for (let failures = 1; !this.signal.aborted; failures += 1) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof Refused || error instanceof PlaceLost) throw error;
        if (this.signal.aborted) return undefined;
        await this.wait(error as Error, failures, event);
      }
    }
    return undefined;
  }

  /** Also while stopping, where it runs once and reports a failure. @throws Refused */
  async toTheEnd(work: () => Promise<void>): Promise<void> {
    for (let failures = 1; ; failures += 1) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof Refused) throw error;
        if (this.signal.aborted) return this.report(notKept(error), 0);
        await this.wait(error as Error, failures);
      }
    }
  }

  report(error: Error, retryInMs: number, event?: NewsletterEvent): void {
    const trouble = { error, retryInMs, ...(event ? { event } : {}) };
    const warn = (own: Error) => process.emitWarning(own.message, { type: 'newsletter-events' });
    if (this.listeners.onTrouble) callGuarded(() => this.listeners.onTrouble?.(trouble), warn);
    else warn(error);
  }

  private async wait(error: Error, failures: number, event?: NewsletterEvent): Promise<void> {
    // At least as long as requested: without a request, or with 0, this must not become a busy loop.
    const asked = error instanceof TryLater ? (error.afterMs ?? 0) : 0;
    const retryInMs = Math.max(asked, backOffMs(failures));
    this.report(error, retryInMs, event);
    await pause(retryInMs, this.signal);
  }
}

function notKept(error: unknown): Error {
  const { message } = asError(error);
  const words = `The progress was not saved before the stop: what it handled last is delivered again at the next start. ${message}`;
  return new Error(words, { cause: error });
}
