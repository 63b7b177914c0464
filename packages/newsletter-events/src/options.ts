import type { Checkpoint, Progress } from './checkpoint.js';
import type { AmqpOptions } from './doorbell.js';
import type { EventName, NewsletterEvent } from './event.js';

export type EventContext<Transaction = unknown> = {
  /** From 1; it is above 1 after `onEvent` failed for this event. */
  attempt: number;
  /** Aborts when `follow` is to stop: finish what is in hand. */
  signal: AbortSignal;
  /** Keeps the progress now, within a transaction of yours; else it is kept when `onEvent` is done. */
  save: (transaction?: Transaction) => Promise<void>;
};

/** `retryInMs`: it goes on by itself then. `event`: the one that `onEvent` failed for. */
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
  /** The store was restored from a backup: all events follow again from the first one on. */
  onNewEpoch?(change: { epoch: string; before: string; why: string }): Promise<void> | void;
  /** Something failed that is tried again. */
  onTrouble?(trouble: FollowTrouble): void;
  /** Stops it: it finishes the event in hand, and resolves. */
  signal?: AbortSignal;
};
