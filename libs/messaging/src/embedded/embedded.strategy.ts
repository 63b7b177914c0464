import { backOffMs } from '../back-off.js';
import { KeyedQueue } from '../keyed-queue.js';
import { NewestWakeUps } from '../newest-wake-ups.js';
import { reasonOf } from '../reason.js';
import { WakeUpStrategy, type Verdict } from '../strategy.js';
import { STEP_DUE } from '../wake-up.js';
import { within } from '../within.js';
import { EMBEDDED_DEFAULTS, type EmbeddedSettings } from './settings.js';
import { TakeLoop } from './take-loop.js';
import type { DeliveredWakeUp, WakeUpSource } from './wake-up-source.js';

export type EmbeddedOptions = { source: WakeUpSource } & Partial<EmbeddedSettings>;

/** Runs due wake-ups inside this process, as its source returns them. Needs no broker. */
export class EmbeddedStrategy extends WakeUpStrategy {
  override readonly transportId = Symbol('newsletter.embedded');
  private readonly source: WakeUpSource;
  private readonly settings: EmbeddedSettings;
  private readonly newest = new NewestWakeUps();
  private readonly queues = new KeyedQueue<DeliveredWakeUp>({
    run: (wakeUp) => this.handle(wakeUp),
    // Its row in the source is already the newer one's: there is nothing to record.
    superseded: (wakeUp) => this.emit('dropped', wakeUp),
    freed: () => this.loop.wake(),
  });
  private readonly loop: TakeLoop;
  private draining: Promise<void> | undefined;

  constructor({ source, ...settings }: EmbeddedOptions) {
    super();
    this.source = source;
    this.settings = { ...EMBEDDED_DEFAULTS, ...settings };
    this.loop = new TakeLoop({
      source,
      settings: this.settings,
      free: () => this.settings.concurrency - this.queues.size,
      deliver: (wakeUp) => this.queues.add(wakeUp),
      giveBack: (wakeUps) => this.giveBack(wakeUps),
      polled: (failure) => this.polled(failure),
    });
  }

  /** Attached as soon as the source has responded; an unavailable source is retried until it does. */
  override listen(callback: () => void): void {
    this.loop.start();
    callback();
  }

  override async close(): Promise<void> {
    await this.drain();
  }

  override async drain(): Promise<void> {
    this.draining ??= this.finish();
    await this.draining;
  }

  override unwrap<T>(): T {
    return this.source as T;
  }

  private async finish(): Promise<void> {
    this.setAttached(false);
    const finished = Promise.all([
      this.loop.stop(),
      this.giveBack(this.queues.takeWaiting()),
      this.queues.idle(),
    ]);
    const { drainLimitMs } = this.settings;
    if (await within(drainLimitMs, finished)) return;
    this.logger.warn(
      `${this.queues.size} wake-ups were still in progress after ${drainLimitMs} ms; they will be redelivered`,
    );
  }

  private polled(failure?: { error: unknown }): void {
    const attached = !failure;
    if (attached !== this.attached) {
      if (failure)
        this.logger.warn(`The source of wake-ups is unavailable: ${reasonOf(failure.error)}`);
      else this.logger.log('Consuming wake-ups');
    }
    this.setAttached(attached);
  }

  /** Never rejects: a wake-up whose outcome cannot be recorded is redelivered, and its handler finds it done. */
  private async handle(wakeUp: DeliveredWakeUp): Promise<void> {
    try {
      if (!this.newest.admit(wakeUp)) {
        await this.source.done(wakeUp);
        return this.emit('dropped', wakeUp);
      }
      await this.carryOut(wakeUp, await this.verdictOn(wakeUp));
    } catch (error) {
      this.logger.warn(
        `The outcome of wake-up '${wakeUp.key}' is not recorded: ${reasonOf(error)}`,
      );
    }
  }

  private async verdictOn({ deliveries, ...message }: DeliveredWakeUp): Promise<Verdict> {
    const { deliveryLimit } = this.settings;
    if (deliveries > deliveryLimit) {
      const reason = `Delivered ${deliveries - 1} times without an outcome; its process exited each time`;
      return { kind: 'rejected', reason };
    }
    return this.dispatch({ pattern: STEP_DUE, message, deliveries });
  }

  private async carryOut(wakeUp: DeliveredWakeUp, verdict: Verdict): Promise<void> {
    switch (verdict.kind) {
      case 'done':
        await this.source.done(wakeUp);
        return this.emit('handled', wakeUp, verdict);
      case 'later':
        await this.source.later(wakeUp, verdict.delayMs);
        return this.emit('handled', wakeUp, verdict);
      case 'rejected':
        return this.park(wakeUp, verdict.reason);
      case 'failed':
        return this.redeliver(wakeUp, verdict.error);
    }
  }

  private async redeliver(wakeUp: DeliveredWakeUp, error: unknown): Promise<void> {
    this.emit('failed', wakeUp, error);
    const { deliveryLimit, redeliveryMs } = this.settings;
    if (wakeUp.deliveries >= deliveryLimit) {
      return this.park(wakeUp, `Failed ${wakeUp.deliveries} times; last error: ${reasonOf(error)}`);
    }
    await this.source.failed?.(wakeUp, backOffMs(redeliveryMs, wakeUp.deliveries));
  }

  private async park(wakeUp: DeliveredWakeUp, reason: string): Promise<void> {
    await this.source.park(wakeUp, reason);
    this.logParked({ wakeUp, reason }, wakeUp);
  }

  private async giveBack(wakeUps: DeliveredWakeUp[]): Promise<void> {
    for (const wakeUp of wakeUps) {
      try {
        await this.source.later(wakeUp, 0);
      } catch (error) {
        this.logger.warn(`Wake-up '${wakeUp.key}' is not returned: ${reasonOf(error)}`);
      }
    }
  }
}
