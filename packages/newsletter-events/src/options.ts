import { type Fault, refuse } from './check-options.js';
import { type Checkpoint, type Progress, isProgress } from './checkpoint.js';
import { type AmqpOptions, amqpFaults } from './amqp-options.js';
import type { EventName, NewsletterEvent } from './event.js';

export type EventContext<Transaction = unknown> = {
  /** From 1; it is above 1 after `onEvent` failed for this event. */
  attempt: number;
  /** Aborts when `follow` is to stop: finish the current event. */
  signal: AbortSignal;
  /**
   * Saves the progress now, within your transaction; otherwise it is saved when `onEvent` is done. Call it last: after
   * that, the event is not delivered again, even if `onEvent` fails.
   */
  save: (transaction?: Transaction) => Promise<void>;
};

/** `retryInMs`: it retries then, unless it stops. `event`: the one for which `onEvent` failed. */
export type FollowTrouble = { error: Error; retryInMs: number; event?: NewsletterEvent };

export type FollowOptions<Transaction = unknown> = {
  /** The gateway's address, such as https://newsletters.example. */
  http: string;
  /** A key with the role subscribe. */
  key: string;
  /** With RabbitMQ, events wake it at once, and it holds no request open. */
  amqp?: AmqpOptions;
  /** Where to begin if there is no checkpoint yet. */
  from: 'start' | 'now' | Progress;
  /** Only events of these sites; by default, all of the key. */
  sites?: readonly string[];
  /** Only events with these names. */
  types?: readonly EventName[];
  /** Each event, one after the other: the next one follows when this one is done. */
  onEvent(event: NewsletterEvent, context: EventContext<Transaction>): Promise<void> | void;
  checkpoint: Checkpoint<Transaction>;
  /** The store was restored from a backup: all events follow again from the first one. Called again if it fails. */
  onNewEpoch?(change: { epoch: string; before: string; why: string }): Promise<void> | void;
  /** Something failed and will be retried. By default, it is a warning of the process. */
  onTrouble?(trouble: FollowTrouble): void;
  /** Stops it: it finishes the current event, and resolves. */
  signal?: AbortSignal;
};

const STARTS: readonly unknown[] = ['start', 'now'];

/** @throws an error that names each invalid option; a key is not shown. */
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
