import { Logger } from '@nestjs/common';
import type { ConfirmChannel } from 'amqplib';
import { backOffMs } from '../../back-off.js';
import { Signal } from '../../signal.js';
import { within } from '../../within.js';
import type { RabbitConnection } from './connection.js';
import { isRefusal } from '../errors/examine-error.js';
import { whyOf } from '../errors/why.js';

/** First wait before a channel is opened again; doubles up to the ceiling. */
const AGAIN_MS = 100;
const AGAIN_CEILING_MS = 5_000;
/** A channel that lived this long did not fail: the wait starts over. */
const STEADY_MS = 30_000;
const CLOSE_LIMIT_MS = 2_000;
/** The reason for closing a channel only to reopen it. */
const RENEWED = new Error('opened anew');

type KeptChannelOptions = {
  connection: RabbitConnection;
  /** For the log: `publishing`, `consuming newsletter.deployer`. */
  purpose: string;
  /** The rights it needs; RabbitMQ's message may not name them. */
  right: 'read' | 'write';
  /** Makes a new channel ready; `giveUp` ends it, and another is opened. */
  prepare?: (channel: ConfirmChannel, giveUp: (why: Error) => void) => Promise<void>;
  /** It is ready, or closed. */
  changed?: (isOpen: boolean) => void;
};

/**
 * A channel that is reopened after whatever ended it: a lost connection, an error that closed
 * the channel alone, a consumer that the broker canceled. amqplib restores connections only.
 */
export class KeptChannel {
  private readonly logger = new Logger('RabbitMQ');
  private readonly signal = new Signal();
  private readonly waiting = new Set<() => void>();
  private current: ConfirmChannel | undefined;
  private giveUp: ((why: Error) => void) | undefined;
  private isRetired = false;
  /** What `changed` was called with last. */
  private isOpen = false;
  private failures = 0;
  private isRunning = false;
  private lastFault: string | undefined;
  private loggedFault: string | undefined;

  constructor(private readonly options: KeptChannelOptions) {}

  get channel(): ConfirmChannel | undefined {
    return this.current;
  }

  /** Why it could not be made ready, and what to do if a right is missing; undefined while it is open. */
  get fault(): string | undefined {
    return this.lastFault;
  }

  start(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    void this.run();
  }

  /** @throws Error with the connection's fault if there is none within `limitMs`. */
  async open(limitMs: number): Promise<ConfirmChannel> {
    let opened = () => {};
    const opening = new Promise<void>((resolve) => (opened = resolve));
    this.waiting.add(opened);
    if (!this.current) await within(limitMs, opening);
    this.waiting.delete(opened);
    if (this.current) return this.current;
    const { fault } = this.options.connection;
    throw new Error(`RabbitMQ is unavailable: ${fault ?? 'no channel could be opened'}`);
  }

  /** It does not do what it should: another one takes its place. */
  replace(channel: ConfirmChannel, why: Error): void {
    if (channel === this.current) this.giveUp?.(why);
  }

  /** Opens another one in its place, without logging: nothing went wrong. */
  renew(): void {
    if (this.current) this.giveUp?.(RENEWED);
  }

  /** Opens no other one; the present one stays until `close`. */
  retire(): void {
    this.isRetired = true;
    this.signal.notify();
  }

  async close(): Promise<void> {
    this.retire();
    const { current } = this;
    this.current = undefined;
    if (current) await within(CLOSE_LIMIT_MS, closeQuietly(current));
  }

  private async run(): Promise<void> {
    while (!this.isRetired) {
      const since = performance.now();
      const why = await this.live();
      const { connection } = this.options;
      // A renewed one counts as open, until opening it fails.
      if (why !== RENEWED || this.isRetired) this.setOpen(false);
      if (this.isRetired || connection.isClosed) return;
      if (why === RENEWED) continue;
      const isSteady = performance.now() - since > STEADY_MS;
      this.failures = isSteady ? 1 : this.failures + 1;
      if (isSteady) this.loggedFault = undefined;
      this.failed(why);
      connection.invalidateTopology();
      await this.signal.sleep(backOffMs(AGAIN_MS, this.failures, AGAIN_CEILING_MS));
    }
  }

  private failed(why: unknown): void {
    const { connection, purpose, right } = this.options;
    this.lastFault = undefined;
    // A lost connection has been logged already.
    if (!connection.connected) return;
    connection.note(why);
    const words = `The channel for ${purpose} closed: ${whyOf(why)}`;
    if (!isRefusal(why)) {
      this.lastFault = words;
      return this.logger.warn(words);
    }
    const cure = connection.cureOf(why);
    this.lastFault = `${words}. It needs the right to ${right}. To fix it: ${cure}`;
    // Retried every few seconds until somebody grants the right: logged once.
    if (this.loggedFault !== this.lastFault) this.logger.error(this.lastFault);
    this.loggedFault = this.lastFault;
  }

  /** One channel's life; returns what ended it. */
  private async live(): Promise<unknown> {
    let channel: ConfirmChannel | undefined;
    try {
      channel = await this.options.connection.openChannel();
      const ended = this.endOf(channel);
      await this.options.prepare?.(channel, (why) => this.giveUp?.(why));
      if (this.isRetired) return undefined;
      this.ready(channel);
      return await ended;
    } catch (error) {
      return error;
    } finally {
      this.current = undefined;
      if (channel) void closeQuietly(channel);
    }
  }

  private setOpen(isOpen: boolean): void {
    if (isOpen !== this.isOpen) this.options.changed?.(isOpen);
    this.isOpen = isOpen;
  }

  private endOf(channel: ConfirmChannel): Promise<Error> {
    return new Promise((resolve) => {
      this.giveUp = resolve;
      channel.once('error', resolve);
      channel.once('close', () => resolve(new Error('closed with its connection')));
    });
  }

  private ready(channel: ConfirmChannel): void {
    this.current = channel;
    this.lastFault = undefined;
    this.setOpen(true);
    for (const opened of this.waiting) opened();
  }
}

async function closeQuietly(channel: ConfirmChannel): Promise<void> {
  try {
    await channel.close();
  } catch {
    // It was closed already.
  }
}
