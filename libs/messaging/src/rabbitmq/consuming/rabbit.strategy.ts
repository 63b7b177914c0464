import { setTimeout as delay } from 'node:timers/promises';
import { backOffMs } from '../../back-off.js';
import { KeyedQueue } from '../../keyed-queue.js';
import { NewestWakeUps } from '../../newest-wake-ups.js';
import { reasonOf } from '../../reason.js';
import { DELIVERY_LIMIT, WakeUpStrategy, type Verdict } from '../../strategy.js';
import type { WakeUp, WakeUpOutcome } from '../../wake-up.js';
import { within } from '../../within.js';
import type { RabbitConnection } from '../connection/connection.js';
import { Consumer } from './consumer.js';
import { type Delivered, deliveredOf } from '../messages/delivered.js';
import { parkedCopy } from '../messages/parked-copy.js';
import { Publisher } from '../publishing/publisher.js';
import { acknowledge, putBack, settle } from './settle.js';
import { type RabbitSettings, rabbitSettings } from '../settings.js';
import type { WakeUpRecorder } from './wake-up-recorder.js';
import { wakeUpMessage } from '../messages/wake-up-message.js';
import { DelayedRequeue } from './delayed-requeue.js';
import { HELD_MS } from '../topology/delays.js';

export type RabbitStrategyOptions = {
  connection: RabbitConnection;
  recorder: WakeUpRecorder;
  /** See `Consumer`. */
  renewIdleMs?: number;
} & Partial<RabbitSettings>;

/** Runs the wake-ups that RabbitMQ delivers. Many processes may; each deployment's store decides. */
export class RabbitStrategy extends WakeUpStrategy {
  override readonly transportId = Symbol('newsletter.rabbitmq');
  private readonly settings: RabbitSettings;
  private readonly newest = new NewestWakeUps();
  private readonly waiting = new DelayedRequeue();
  private readonly publisher: Publisher;
  private readonly consumer: Consumer;
  private readonly queues = new KeyedQueue<Delivered>({
    run: (one) => this.handle(one),
    superseded: (one) => this.drop(one),
  });
  /** Wake-ups that are due within milliseconds, and wait here. */
  private held = 0;
  private draining: Promise<void> | undefined;

  constructor(private readonly options: RabbitStrategyOptions) {
    super();
    const { connection, recorder: _recorder, renewIdleMs, ...settings } = options;
    this.settings = rabbitSettings(settings);
    this.publisher = new Publisher(connection);
    this.consumer = new Consumer({
      connection,
      queue: connection.topology.names.deployer,
      prefetch: this.settings.prefetch,
      deliver: (channel, message) => this.take(deliveredOf(channel, message)),
      ...(renewIdleMs === undefined ? {} : { renewIdleMs }),
      isIdle: () => this.queues.size + this.waiting.size === 0,
      attached: (isAttached) => this.setAttached(isAttached && !this.draining),
    });
  }

  /** Attached as soon as the broker is available; until then the connection retries. */
  override listen(callback: () => void): void {
    this.consumer.start();
    callback();
  }

  /** Why no wake-up is consumed, in RabbitMQ's words and with the cure; undefined if only a connection is missing. */
  get fault(): string | undefined {
    return this.consumer.fault;
  }

  override async close(): Promise<void> {
    await this.drain();
  }

  override async drain(): Promise<void> {
    this.draining ??= this.finish();
    await this.draining;
  }

  override unwrap<T>(): T {
    return this.options.connection as T;
  }

  private async finish(): Promise<void> {
    this.setAttached(false);
    this.publisher.stopWaiting();
    const finished = this.consumer.cancel().then(() => {
      for (const one of this.queues.takeWaiting()) settle(one, putBack);
      return this.queues.idle();
    });
    this.waiting.clear();
    const { drainLimitMs } = this.settings;
    if (!(await within(drainLimitMs, finished))) {
      this.logger.warn(
        `${this.queues.size} wake-ups were still in progress after ${drainLimitMs} ms; they will be redelivered`,
      );
    }
    this.waiting.clear();
    await this.consumer.close();
    await this.publisher.close();
  }

  private take(one: Delivered): void {
    if (this.draining) settle(one, putBack);
    else this.queues.add(one);
  }

  /** Never rejects: what cannot be carried out goes back, and its handler finds it done. */
  private async handle(one: Delivered): Promise<void> {
    try {
      if (one.wakeUp && one.leftMs > 0 && !(await this.hold(one, one.wakeUp))) return;
      if (one.wakeUp && !this.newest.admit(one.wakeUp)) return this.drop(one);
      await this.carryOut(one, await this.verdictOn(one));
    } catch (error) {
      const { key = 'unknown' } = one.wakeUp ?? {};
      this.logger.warn(`The outcome of wake-up '${key}' is not recorded: ${reasonOf(error)}`);
      if (one.wakeUp && this.options.recorder.isAway(error)) this.sendAnewSoon(one, one.wakeUp);
      else this.putBackSoon(one);
    }
  }

  /**
   * Waits for what is left, if it is little; else the wake-up goes through another delay queue. Few are held at a time:
   * of thousands that are due at once, the others would wait for their places.
   * @returns Whether it is to be handled now.
   */
  private async hold(one: Delivered, wakeUp: WakeUp): Promise<boolean> {
    const mayHold = this.held < Math.ceil(this.settings.prefetch / 2);
    if (one.leftMs > HELD_MS || !mayHold) {
      await this.forward(one, wakeUp, Math.max(one.leftMs, HELD_MS)).catch((error: unknown) => {
        this.forwardSoon(one, error);
      });
      return false;
    }
    this.held += 1;
    await delay(one.leftMs);
    this.held -= 1;
    if (this.draining) settle(one, putBack);
    return !this.draining;
  }

  private verdictOn({ message, body, deliveries }: Delivered): Promise<Verdict> {
    return this.dispatch({ pattern: message.fields.routingKey, message: body, deliveries });
  }

  private async carryOut(one: Delivered, verdict: Verdict): Promise<void> {
    switch (verdict.kind) {
      case 'done':
        return this.handled(one, verdict);
      case 'later':
        if (one.wakeUp) await this.comeAgain(one.wakeUp, verdict.delayMs);
        return this.handled(one, verdict);
      case 'rejected':
        return this.park(one, verdict.reason);
      case 'failed':
        return this.redeliver(one, verdict.error);
    }
  }

  private handled(one: Delivered, outcome: WakeUpOutcome): void {
    if (settle(one, acknowledge) && one.wakeUp) this.emit('handled', one.wakeUp, outcome);
  }

  /** Publishes it again, for its next round through a delay queue. */
  private async forward(one: Delivered, wakeUp: WakeUp, dueInMs: number): Promise<void> {
    const { isOneOfMany } = this;
    await this.publisher.publish(wakeUpMessage(this.topology, wakeUp, { dueInMs, isOneOfMany }));
    settle(one, acknowledge);
  }

  /**
   * What waits longer than the longest delay is left to the store. `sentAt` stays: two senders'
   * clocks must not decide which of two wake-ups is the newer.
   */
  private async comeAgain(wakeUp: WakeUp, delayMs: number): Promise<void> {
    if (!(await this.options.recorder.later(wakeUp, delayMs))) return;
    if (delayMs > Math.max(...this.topology.delaysMs)) return;
    const { isOneOfMany } = this;
    await this.publisher.publish(
      wakeUpMessage(
        this.topology,
        { ...wakeUp, n: wakeUp.n + 1 },
        { dueInMs: delayMs, isOneOfMany },
      ),
    );
  }

  private async redeliver(one: Delivered, error: unknown): Promise<void> {
    if (one.wakeUp) this.emit('failed', one.wakeUp, error);
    if (one.deliveries < DELIVERY_LIMIT) return this.putBackSoon(one);
    return this.park(one, `Failed ${one.deliveries} times; last error: ${reasonOf(error)}`);
  }

  /**
   * With the reason, which the broker's own dead-lettering would drop. The store is first:
   * what is redelivered because it could not be recorded must have left no copy.
   */
  private async park(one: Delivered, reason: string): Promise<void> {
    const { names } = this.topology;
    if (one.wakeUp) await this.options.recorder.park(one.wakeUp, reason);
    await this.publisher.publish(parkedCopy(one, { names, reason }));
    if (settle(one, acknowledge)) this.logParked({ wakeUp: one.body, reason }, one.wakeUp);
  }

  private drop(one: Delivered): void {
    if (settle(one, acknowledge) && one.wakeUp) this.emit('dropped', one.wakeUp);
  }

  /** Its place in the prefetch stays occupied: if everything fails, less is tried. */
  private putBackSoon(one: Delivered): void {
    const leave = () => void settle(one, putBack);
    if (this.draining) return leave();
    this.waiting.enter(backOffMs(this.settings.redeliveryMs, one.deliveries), leave);
  }

  /** Put back, it would count toward the delivery limit, and it is not to blame for a queue that rejects it. */
  private forwardSoon(one: Delivered, error: unknown): void {
    this.logger.warn(
      `A wake-up that is not due yet could not be delayed; retrying: ${reasonOf(error)}`,
    );
    const leave = () => void settle(one, putBack);
    if (this.draining) return leave();
    this.waiting.enter(this.settings.redeliveryMs, () => void this.handle(one), leave);
  }

  /** Put back, it would count toward the delivery limit, and it is not to blame for the unavailable store. */
  private sendAnewSoon(one: Delivered, wakeUp: WakeUp): void {
    const leave = () => void settle(one, putBack);
    if (this.draining) return leave();
    const sendAnew = () => void this.forward(one, wakeUp, one.leftMs).catch(leave);
    this.waiting.enter(this.settings.redeliveryMs, sendAnew, leave);
  }

  /** All places of the prefetch are taken: more wait in the queue. */
  private get isOneOfMany(): boolean {
    return this.queues.size + this.waiting.size >= this.settings.prefetch;
  }

  private get topology() {
    return this.options.connection.topology;
  }
}
