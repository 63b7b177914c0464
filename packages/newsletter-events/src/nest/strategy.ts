import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { ChannelModel } from 'amqplib';
import { type Trouble, keepConnected } from '../amqp.js';
import { callGuarded } from '../call-guarded.js';
import { EVENT_NAMES } from '../generated.js';
import { Consumer } from './consumer.js';
import { NewsletterEventContext } from './context.js';
import { type Delivery, sendOn } from './delivery.js';
import { handlerFor, matches } from './patterns.js';
import { type Queues, bind, declare, queuesOf } from './queues.js';
import { failureOf } from './run-handler.js';
import {
  type NewsletterEventsOptions,
  STRATEGY_DEFAULTS,
  checkStrategy,
} from './strategy-options.js';

/** Long: after it all that is in hand is delivered, and handled, again. */
const CONFIRM_LIMIT_MS = 60_000;

type Events = { parked: (event: unknown, error: Error) => void };

/** Runs `@EventPattern('deployment.scheduled')` for the newsletters' events, from a queue of its own. */
export class NewsletterEventsStrategy
  extends Server<Events, 'attached' | 'detached'>
  implements CustomTransportStrategy
{
  override readonly transportId = Symbol('newsletter-events');
  /** Nest need not log what a handler throws: it comes here. */
  override readonly propagatesEventHandlerErrors = true;
  private readonly settings: NewsletterEventsOptions &
    Required<Pick<NewsletterEventsOptions, keyof typeof STRATEGY_DEFAULTS>>;
  private readonly queues: Queues;
  private readonly stopping = new AbortController();
  private readonly consumer: Consumer;
  private readonly parkedListeners = new Set<Events['parked']>();
  private running: Promise<void> | undefined;

  constructor(options: NewsletterEventsOptions) {
    super();
    checkStrategy(options);
    this.settings = { ...STRATEGY_DEFAULTS, ...options };
    this.queues = queuesOf(options.service, this.settings.retryDelaysMs);
    const take = (delivery: Delivery) => this.take(delivery);
    const { concurrency } = this.settings;
    this.consumer = new Consumer({ queue: this.queues.events, concurrency, take });
  }

  /** Calls back once events are consumed; while RabbitMQ is away it keeps trying. */
  override listen(callback: () => void): void {
    let started = callback;
    for (const pattern of this.unknownPatterns()) this.tell(unknown(pattern));
    this.running = keepConnected({
      url: this.settings.url,
      name: `${this.settings.service} handles newsletters`,
      setUp: (model, lost) => this.consume(model, lost),
      changed: (isUp) => {
        this._status$.next(isUp ? 'attached' : 'detached');
        if (isUp) started();
        started = () => undefined;
      },
      onTrouble: (error) => this.tell(error),
      signal: this.stopping.signal,
    }).catch((error: unknown) => this.tell(error as Error));
  }

  /**
   * Takes nothing new, and finishes what is in hand. RabbitMQ may answer nothing: 20 seconds after the last handler it
   * ends all the same, and what was not acknowledged is delivered again.
   */
  override async close(): Promise<void> {
    await this.consumer.stop();
    this.stopping.abort();
    await this.running;
  }

  override on<K extends keyof Events, C extends Events[K]>(_event: K, callback: C): void {
    this.parkedListeners.add(callback);
  }

  override unwrap<T>(): T {
    return this.queues as T;
  }

  private async consume(model: ChannelModel, lost: Trouble): Promise<void> {
    const channel = await model.createConfirmChannel();
    // Each event that is sent on listens for its return.
    channel.setMaxListeners(0);
    channel.on('error', lost);
    channel.on('close', () => lost(new Error('RabbitMQ closed the channel')));
    await declare(channel, this.queues);
    const { prefix, sites } = this.settings;
    const names = [...this.messageHandlers.keys()];
    await bind(channel, this.queues.events, { prefix, names, ...(sites ? { sites } : {}) });
    await this.consumer.begin(channel, lost);
  }

  /** @throws where it is to be delivered again. */
  private async take(delivery: Delivery): Promise<void> {
    const error = await this.failure(delivery);
    const retryInMs = error && (await this.putOff(delivery, error));
    // Before it is told: whatever a listener does, it was put off once.
    acknowledge(delivery);
    if (error) this.tellFailure(delivery, error, retryInMs);
  }

  /** What the handler threw. */
  private async failure({ event, name, failures }: Delivery): Promise<Error | undefined> {
    if (!event) return new Error('It is not an event: its body has no type.');
    const handler = handlerFor(this.messageHandlers, name);
    // An older binding stays, and brings what is not wanted any more.
    const isWanted = this.settings.sites?.includes(event.site) ?? true;
    if (!handler || !isWanted) return undefined;
    return failureOf(handler, event, new NewsletterEventContext([name, failures + 1]));
  }

  /** Resolves to when it comes again; undefined where it is parked. */
  private async putOff(delivery: Delivery, error: Error): Promise<number | undefined> {
    const { event, failures } = delivery;
    const retry = event ? this.queues.retries[failures] : undefined;
    const limit = { ms: CONFIRM_LIMIT_MS, stopping: this.consumer.stopping };
    await sendOn(delivery, this.queues, {
      key: retry?.key ?? this.queues.keyOfParked,
      error,
      limit,
    });
    return retry?.ms;
  }

  private tellFailure({ event, name }: Delivery, error: Error, retryInMs?: number): void {
    const what = retryInMs === undefined ? 'is parked' : `is handled again in ${retryInMs} ms`;
    this.tell(new Error(`${name || 'A message'} ${what}: ${error.message}`, { cause: error }));
    if (retryInMs !== undefined) return;
    for (const listener of this.parkedListeners) {
      callGuarded(
        () => listener(event, error),
        (own) => this.tell(own),
      );
    }
  }

  private unknownPatterns(): string[] {
    const patterns = [...this.messageHandlers.keys()];
    return patterns.filter((pattern) => !EVENT_NAMES.some((name) => matches(pattern, name)));
  }

  private tell(error: Error): void {
    const { onTrouble } = this.settings;
    const warn = (own: Error) => this.logger.warn(own.message);
    if (onTrouble) callGuarded(() => onTrouble(error), warn);
    else warn(error);
  }
}

/** A channel that is gone has put it back already. */
function acknowledge({ channel, message }: Delivery): void {
  try {
    channel.ack(message);
  } catch {
    // It is delivered again.
  }
}

function unknown(pattern: string): Error {
  return new Error(`The pattern '${pattern}' fits no event of this release: see EventName.`);
}
