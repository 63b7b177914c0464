import { backOffMs } from '../back-off.js';
import { Lanes } from '../lanes.js';
import { NewestTicks } from '../newest-ticks.js';
import { reasonOf } from '../reason.js';
import { TickStrategy, type Verdict } from '../strategy.js';
import { STEP_DUE } from '../tick.js';
import { within } from '../within.js';
import { EMBEDDED_DEFAULTS, type EmbeddedSettings } from './settings.js';
import { TakeLoop } from './take-loop.js';
import type { DeliveredTick, TickSource } from './tick-source.js';

export type EmbeddedOptions = { source: TickSource } & Partial<EmbeddedSettings>;

/** Runs due ticks inside this process, as its source gives them. Needs no broker. */
export class EmbeddedStrategy extends TickStrategy {
  override readonly transportId = Symbol('newsletter.embedded');
  private readonly source: TickSource;
  private readonly settings: EmbeddedSettings;
  private readonly newest = new NewestTicks();
  private readonly lanes = new Lanes<DeliveredTick>({
    run: (tick) => this.handle(tick),
    // Its row in the source is the newer one's by now: nothing is to be told there.
    superseded: (tick) => this.emit('dropped', tick),
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
      free: () => this.settings.concurrency - this.lanes.size,
      deliver: (tick) => this.lanes.add(tick),
      giveBack: (ticks) => this.giveBack(ticks),
      looked: (failure) => this.looked(failure),
    });
  }

  /** Attached as soon as the source has answered; a source that is away is asked until it does. */
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
      this.giveBack(this.lanes.takeWaiting()),
      this.lanes.idle(),
    ]);
    const { drainLimitMs } = this.settings;
    if (await within(drainLimitMs, finished)) return;
    this.logger.warn(
      `${this.lanes.size} ticks were still in hand after ${drainLimitMs} ms; they are delivered again`,
    );
  }

  private looked(failure?: { error: unknown }): void {
    const attached = !failure;
    if (attached !== this.attached) {
      if (failure) this.logger.warn(`The tick source is away: ${reasonOf(failure.error)}`);
      else this.logger.log('Taking ticks');
    }
    this.setAttached(attached);
  }

  /** Never rejects: a tick whose outcome cannot be told is seen again, its handler finds it done. */
  private async handle(tick: DeliveredTick): Promise<void> {
    try {
      if (!this.newest.admit(tick)) {
        await this.source.done(tick);
        return this.emit('dropped', tick);
      }
      await this.carryOut(tick, await this.verdictOn(tick));
    } catch (error) {
      this.logger.warn(`The outcome of tick '${tick.key}' is not recorded: ${reasonOf(error)}`);
    }
  }

  private async verdictOn({ deliveries, ...message }: DeliveredTick): Promise<Verdict> {
    const { deliveryLimit } = this.settings;
    if (deliveries > deliveryLimit) {
      const reason = `Delivered ${deliveries - 1} times without an outcome: its process ended each time`;
      return { kind: 'rejected', reason };
    }
    return this.dispatch({ pattern: STEP_DUE, message, deliveries });
  }

  private async carryOut(tick: DeliveredTick, verdict: Verdict): Promise<void> {
    switch (verdict.kind) {
      case 'done':
        await this.source.done(tick);
        return this.emit('handled', tick, verdict);
      case 'later':
        await this.source.later(tick, verdict.delayMs);
        return this.emit('handled', tick, verdict);
      case 'rejected':
        return this.park(tick, verdict.reason);
      case 'failed':
        return this.redeliver(tick, verdict.error);
    }
  }

  private async redeliver(tick: DeliveredTick, error: unknown): Promise<void> {
    this.emit('failed', tick, error);
    const { deliveryLimit, redeliveryMs } = this.settings;
    if (tick.deliveries >= deliveryLimit) {
      return this.park(tick, `Failed ${tick.deliveries} times, at last with ${reasonOf(error)}`);
    }
    await this.source.failed?.(tick, backOffMs(redeliveryMs, tick.deliveries));
  }

  private async park(tick: DeliveredTick, reason: string): Promise<void> {
    await this.source.park(tick, reason);
    this.emit('parked', { tick, reason });
  }

  private async giveBack(ticks: DeliveredTick[]): Promise<void> {
    for (const tick of ticks) {
      try {
        await this.source.later(tick, 0);
      } catch (error) {
        this.logger.warn(`Tick '${tick.key}' is not given back: ${reasonOf(error)}`);
      }
    }
  }
}
