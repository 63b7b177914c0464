import { Logger } from '@nestjs/common';
import type { ChannelModel } from 'amqplib';
import { backOffMs } from '../../back-off.js';
import { Signal } from '../../signal.js';
import { within } from '../../within.js';
import type { Address } from './addresses.js';
import { connectionCure, rabbitAccess } from '../errors/broker-cure.js';
import { type OpenOptions, openBroker } from './open-broker.js';
import { whyOf } from '../errors/why.js';

const CLOSE_LIMIT_MS = 5_000;
/** Declaring all queues in a cluster takes seconds. */
const PREPARE_LIMIT_MS = 60_000;
const AGAIN_MS = 200;
const AGAIN_CEILING_MS = 5_000;
/** A restarted broker must not get all its clients back at once. */
const JITTER = 0.2;

type LinkOptions = OpenOptions & {
  addresses: readonly Address[];
  /** First part of the names of exchanges and queues, for cures. */
  prefix: string;
  /** Makes a new connection ready. */
  prepare: (model: ChannelModel) => Promise<void>;
  opened: (model: ChannelModel) => void;
  lost: (error: unknown) => void;
};

/** Keeps one connection to any of the addresses: opened again whenever it is lost. */
export class BrokerLink {
  private readonly logger = new Logger('RabbitMQ');
  private readonly signal = new Signal();
  private readonly waiting = new Set<(model: ChannelModel | undefined) => void>();
  private readonly faults = new Map<string, string>();
  private current: ChannelModel | undefined;
  private address: Address | undefined;
  private loggedFault: string | undefined;
  isClosed = false;

  constructor(private readonly options: LinkOptions) {}

  /** Set while there is a connection. */
  get model(): ChannelModel | undefined {
    return this.current;
  }

  /** The address it is connected to. */
  get connectedTo(): string | undefined {
    return this.current && this.address?.name;
  }

  /** What went wrong at each address when it was last tried, by its name. */
  get attempts(): ReadonlyMap<string, string> {
    return this.faults;
  }

  start(): void {
    void this.run();
  }

  /** @throws Error if it was closed. */
  async opened(): Promise<ChannelModel> {
    if (this.current) return this.current;
    if (this.isClosed) throw new Error('The connection is closed');
    const model = await new Promise<ChannelModel | undefined>((resolve) => {
      this.waiting.add(resolve);
    });
    if (!model) throw new Error('The connection is closed');
    return model;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const { current } = this;
    this.current = undefined;
    this.resolveWaiting(undefined);
    this.signal.notify();
    if (current)
      await within(
        CLOSE_LIMIT_MS,
        current.close().catch(() => undefined),
      );
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.isClosed) {
      for (const address of shuffled(this.options.addresses)) {
        if (this.isClosed) return;
        if (await this.live(address)) failures = 0;
      }
      failures += 1;
      const jitter = 1 + JITTER * (Math.random() * 2 - 1);
      await this.signal.sleep(backOffMs(AGAIN_MS, failures, AGAIN_CEILING_MS) * jitter);
    }
  }

  /** One connection's life; whether there was one. */
  private async live(address: Address): Promise<boolean> {
    let model: ChannelModel | undefined;
    let why: unknown;
    try {
      model = await openBroker(address, this.options);
      const ended = endOf(model);
      model.on('error', (error: Error) => (why = error));
      await this.prepare(model, ended);
      if (this.isClosed) return false;
      this.ready(address, model);
      const end = await ended;
      this.failed(address, why ?? end);
      return true;
    } catch (error) {
      // RabbitMQ's own message comes with the connection's end; a channel knows only that it ended.
      this.failed(address, why ?? error);
      return false;
    } finally {
      this.current = undefined;
      if (model) void model.close().catch(() => undefined);
    }
  }

  /** @throws Error if the connection ends before, or at the time-out. */
  private async prepare(model: ChannelModel, ended: Promise<Error>): Promise<void> {
    const broken = ended.then((end) => Promise.reject(end));
    const prepared = Promise.race([this.options.prepare(model), broken]);
    if (await within(PREPARE_LIMIT_MS, prepared)) return;
    throw new Error(`Exchanges and queues were not ready within ${PREPARE_LIMIT_MS} ms`);
  }

  private ready(address: Address, model: ChannelModel): void {
    this.current = model;
    this.address = address;
    this.faults.delete(address.name);
    this.loggedFault = undefined;
    this.logger.log(`Connected to ${address.name}`);
    this.options.opened(model);
    this.resolveWaiting(model);
  }

  private failed(address: Address, error: unknown): void {
    if (this.isClosed) return;
    this.current = undefined;
    const words = whyOf(error);
    this.faults.set(address.name, words);
    this.options.lost(error);
    const cure = connectionCure(words, rabbitAccess(address.url, this.options.prefix));
    // Retried every few seconds for as long as it takes: logged once.
    const all = [...this.faults].join('\n');
    if (all !== this.loggedFault) {
      this.logger.warn(`No connection to ${address.name}: ${words}. To fix it: ${cure}`);
    }
    this.loggedFault = all;
  }

  private resolveWaiting(model: ChannelModel | undefined): void {
    for (const resolve of this.waiting) resolve(model);
    this.waiting.clear();
  }
}

function endOf(model: ChannelModel): Promise<Error> {
  return new Promise((resolve) => {
    model.once('close', (error?: Error) => resolve(error ?? new Error('Connection closed')));
  });
}

function shuffled<T>(all: readonly T[]): T[] {
  return all
    .map((one) => ({ one, order: Math.random() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ one }) => one);
}
