import { type Fault, refuse } from './check-options.js';
import { type Checkpoint, type Progress, isProgress } from './checkpoint.js';
import { type AmqpOptions, amqpFaults } from './amqp-options.js';
import type { EventName, NewsletterEvent } from './event.js';

export type EventContext<Transaction = unknown> = {
  /** From 1; it is above 1 after `onEvent` failed for this event. */
  attempt: number;
  /** Aborts when `follow` is to stop: finish what is in hand. */
  signal: AbortSignal;
  /**
   * Keeps the progress now, within a transaction of yours; else it is kept when `onEvent` is done. Call it last: once it is
   * kept, the event does not come again, even if `onEvent` fails after that.
   */
  save: (transaction?: Transaction) => Promise<void>;
};

/** `retryInMs`: it goes on by itself then, unless it stops. `event`: the one that `onEvent` failed for. */
export type FollowTrouble = { error: Error; retryInMs: number; event?: NewsletterEvent };

export type FollowOptions<Transaction = unknown> = {
  /** The gateway's address, such as https://newsletters.example. */
  http: string;
  /** A key of the role subscribe. */
  key: string;
  /** With RabbitMQ events wake it at once, and it holds no request open. */
  amqp?: AmqpOptions;
  /** Where to begin if there is no checkpoint yet. */
  from: 'start' | 'now' | Progress;
  /** Events of these sites alone; all of the key unless told. */
  sites?: readonly string[];
  /** Events of these names alone. */
  types?: readonly EventName[];
  /** Each event, one after the other: the next one comes when this one is done. */
  onEvent(event: NewsletterEvent, context: EventContext<Transaction>): Promise<void> | void;
  checkpoint: Checkpoint<Transaction>;
  /** The store was restored from a backup: all events follow again from the first one on. Called again if it fails. */
  onNewEpoch?(change: { epoch: string; before: string; why: string }): Promise<void> | void;
  /** Something failed that is tried again. Left out: it is a warning of the process. */
  onTrouble?(trouble: FollowTrouble): void;
  /** Stops it: it finishes the event in hand, and resolves. */
  signal?: AbortSignal;
};

const STARTS: readonly unknown[] = ['start', 'now'];

/** @throws what names each option that cannot be used; a key is not shown. */
export function checkFollow<T>(options: FollowOptions<T>): void {
  const { http, key, from, amqp, checkpoint } = options;
  const isHttp = URL.canParse(http) && /^https?:$/.test(new URL(http).protocol);
  const keeps = typeof checkpoint?.load === 'function' && typeof checkpoint.save === 'function';
  refuse([
    !isHttp && "http must be the gateway's address, such as https://newsletters.example",
    !/^[\x21-\x7e]+$/.test(key ?? '') && 'key must be a key of the role subscribe',
    !STARTS.includes(from) && !isProgress(from) && "from must be 'start', 'now', or a progress",
    !keeps && 'checkpoint must have load and save, as that of fileCheckpoint has',
    typeof options.onEvent !== 'function' && 'onEvent must be a function',
    ...listFaults(options),
    ...(amqp ? amqpFaults(amqp).map((fault) => fault && `amqp.${fault}`) : []),
  ]);
}

/** An empty list might mean nothing, or all. */
function listFaults<T>({ sites, types }: FollowOptions<T>): Fault[] {
  return Object.entries({ sites, types }).map(([name, list]) => {
    return list?.length === 0 && `${name} is empty: leave it out for all`;
  });
}
