import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { ChannelModel } from 'amqplib';
import { type Trouble, keepConnected } from '../amqp.js';
import { asError } from '../as-error.js';
import { EVENT_NAMES } from '../generated.js';
import { Consumer } from './consumer.js';
import { NewsletterEventContext } from './context.js';
import { type Delivery, acknowledge, sendOn } from './delivery.js';
import { handlerFor, matches } from './patterns.js';
import { type Queues, bind, declare, queuesOf } from './queues.js';
import { failureOf } from './run-handler.js';
import {
  type NewsletterEventsOptions,
  STRATEGY_DEFAULTS,
  checkStrategy,
} from './strategy-options.js';
import { type Parked, Reporting } from './reporting.js';

/** Long: after it, all unacknowledged events are redelivered and handled again. */
const CONFIRM_LIMIT_MS = 60_000;

type Events = { parked: Parked };

/** Runs `@EventPattern('deployment.scheduled')` for the newsletters' events, from its own queue. */
export class NewsletterEventsStrategy
  extends Server<Events, 'attached' | 'detached'>
  implements CustomTransportStrategy
{
  override readonly transportId = Symbol('newsletter-events');
  /** Nest need not log what a handler throws: it is reported here. */
  override readonly propagatesEventHandlerErrors = true;
  private readonly settings: NewsletterEventsOptions &
    Required<Pick<NewsletterEventsOptions, keyof typeof STRATEGY_DEFAULTS>>;
  private readonly queues: Queues;
  private readonly stopping = new AbortController();
  private readonly consumer: Consumer;
  private readonly reporting: Reporting;
  private running: Promise<void> | undefined;

  constructor(options: NewsletterEventsOptions) {
    super();
    checkStrategy(options);
    this.settings = { ...STRATEGY_DEFAULTS, ...options };
    this.queues = queuesOf(options.service, this.settings.retryDelaysMs);
    const warn = (words: string) => this.logger.warn(words);
    this.reporting = new Reporting({ onTrouble: this.settings.onTrouble, warn });
    const take = (delivery: Delivery) => this.take(delivery);
    const { concurrency } = this.settings;
    const onTrouble = (error: Error) => this.reporting.trouble(error);
    this.consumer = new Consumer({ queue: this.queues.events, concurrency, take, onTrouble });
  }

  /** Calls back once events are consumed; while RabbitMQ is unavailable, it keeps trying. */
  override listen(callback: () => void): void {
    let started = callback;
    for (const pattern of this.unknownPatterns()) this.reporting.trouble(unknown(pattern));
    this.running = keepConnected({
      url: this.settings.url,
      name: `${this.settings.service} handles newsletters`,
      setUp: (model, lost) => this.consume(model, lost),
      changed: (isUp) => {
        this._status$.next(isUp ? 'attached' : 'detached');
        if (isUp) started();
        started = () => undefined;
      },
      onTrouble: (error) => this.reporting.trouble(error),
      signal: this.stopping.signal,
    }).catch((error: unknown) => this.reporting.trouble(error as Error));
  }

  /**
   * Takes nothing new, and finishes what is in progress. RabbitMQ may not respond: 20 seconds after the last handler
   * it ends nonetheless, and what was not acknowledged is redelivered.
   */
  override async close(): Promise<void> {
    await this.consumer.stop();
    this.stopping.abort();
    await this.running;
  }

  override on<K extends keyof Events, C extends Events[K]>(_event: K, callback: C): void {
    this.reporting.onParked(callback);
  }

  override unwrap<T>(): T {
    return this.queues as T;
  }

  private async consume(model: ChannelModel, lost: Trouble): Promise<void> {
    const channel = await model.createConfirmChannel();
    // Each event that is republished listens for its return.
    channel.setMaxListeners(0);
    channel.on('error', lost);
    channel.on('close', () => lost(new Error('RabbitMQ closed the channel')));
    await declare(channel, this.queues);
    const { prefix, sites } = this.settings;
    const names = [...this.messageHandlers.keys()];
    await bind(channel, this.queues.events, { prefix, names, ...(sites ? { sites } : {}) });
    await this.consumer.begin(channel, lost);
  }

  /** @throws if it must be redelivered. */
  private async take(delivery: Delivery): Promise<void> {
    const { event, name, failures, passes } = delivery;
    if (!event)
      return this.putOff(delivery, new Error('It is not an event: its body has no type.'));
    const isOfSite = this.settings.sites?.includes(event.site) ?? true;
    const handler = isOfSite ? handlerFor(this.messageHandlers, name) : undefined;
    if (!handler)
      return this.passOn(delivery, isOfSite ? name : `Events of the site ${event.site}`);
    const context = new NewsletterEventContext([name, failures + passes + 1]);
    const error = await failureOf(handler, event, context);
    if (error) return this.putOff(delivery, error);
    acknowledge(delivery);
  }

  /** It is retried, or parked. */
  private async putOff(delivery: Delivery, error: Error): Promise<void> {
    const retry = delivery.event ? this.queues.retries[delivery.failures] : undefined;
    await this.sendOn(delivery, retry?.key ?? this.queues.keyOfParked, error);
    // Before it is reported: whatever a listener does, it was postponed once.
    acknowledge(delivery);
    this.reporting.failed(delivery, error, retry?.ms);
  }

  /**
   * During an update another process of the service may have a handler for it, so it is retried later. An older
   * binding may also deliver events without any handler: after the last wait they are dropped.
   */
  private async passOn(delivery: Delivery, what: string): Promise<void> {
    const retry = this.queues.retries[delivery.passes];
    if (retry) await this.sendOn(delivery, retry.key);
    acknowledge(delivery);
    if (!retry) this.reporting.dropped(what);
  }

  private async sendOn(delivery: Delivery, key: string, error?: Error): Promise<void> {
    const limit = { ms: CONFIRM_LIMIT_MS, stopping: this.consumer.stopping };
    try {
      await sendOn(delivery, this.queues, { key, limit, ...(error ? { error } : {}) });
    } catch (failure) {
      // Once it is stopping, a lost connection is not reported.
      if (limit.stopping.aborted) this.reporting.trouble(asError(failure));
      throw failure;
    }
  }

  private unknownPatterns(): string[] {
    const patterns = [...this.messageHandlers.keys()];
    return patterns.filter((pattern) => !EVENT_NAMES.some((name) => matches(pattern, name)));
  }
}

function unknown(pattern: string): Error {
  return new Error(`The pattern '${pattern}' fits no event of this release: see EventName.`);
}
