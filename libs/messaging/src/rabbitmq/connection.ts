import { hostname } from 'node:os';
import { Logger } from '@nestjs/common';
import {
  type ChannelModel,
  type ConfirmChannel,
  type RecoveringChannelModel,
  connect,
} from 'amqplib';
import { within } from '../within.js';
import { declareTopology } from './declare-topology.js';
import { certificateExpiryOf, isRefusal } from './examine-error.js';
import type { Topology } from './topology.js';
import { whyOf } from './why.js';

export type RabbitOptions = {
  /** `amqp://user:password@host:5672/vhost`, or `amqps:`. Never logged: it holds a password. */
  url: string;
  topology: Topology;
  /** What the management pages call it, e.g. `newsletter-deployer`; host and pid are added. */
  name: string;
};

/** The broker is told dead after two of these in vain, in seconds; RabbitMQ's own is a minute. */
const HEARTBEAT_S = 10;
const CONNECT_LIMIT_MS = 10_000;
const CLOSE_LIMIT_MS = 5_000;
/** Jitter is amqplib's own: a restarted broker must not see all its clients at once. */
const RECONNECT = { initialDelay: 200, maxDelay: 5_000 };

/**
 * One connection to RabbitMQ, opened again whenever it is lost, with the topology declared each
 * time. Channels are not brought back by it: see `KeptChannel`.
 */
export class RabbitConnection {
  private readonly logger = new Logger('RabbitMQ');
  private model: RecoveringChannelModel | undefined;
  private isConnected = false;
  private isTopologySure = false;
  private lastFault: string | undefined;
  private blockedBy: string | undefined;
  private refused = 0;

  private constructor(private readonly options: RabbitOptions) {}

  /**
   * Does not wait for the broker: a service starts, and saves are taken, while it is away.
   * @throws Error when the URL is none, with the cure.
   */
  static async open(options: RabbitOptions): Promise<RabbitConnection> {
    const connection = new RabbitConnection(options);
    await connection.start();
    return connection;
  }

  get connected(): boolean {
    return this.isConnected;
  }

  /** Why there is no connection; undefined while there is one. */
  get fault(): string | undefined {
    return this.isConnected ? undefined : (this.lastFault ?? 'not connected yet');
  }

  /** Why the broker takes nothing: an alarm of memory or disk; undefined while it does. */
  get blocked(): string | undefined {
    return this.isConnected ? this.blockedBy : undefined;
  }

  /** How often the broker refused something for lack of a right. */
  get refusals(): number {
    return this.refused;
  }

  /** Counts what ended a channel or a connection, where that was a lack of rights. */
  note(why: unknown): void {
    if (isRefusal(why)) this.refused += 1;
  }

  /** When the certificate expires that the broker showed; undefined without TLS. */
  get certificateExpiry(): Date | undefined {
    return this.isConnected ? certificateExpiryOf(this.model) : undefined;
  }

  /** Closed for good, by its owner. */
  get isClosed(): boolean {
    return this.model === undefined;
  }

  get topology(): Topology {
    return this.options.topology;
  }

  /**
   * A channel with confirms, as soon as there is a connection.
   * @throws Error when this connection is closed for good, or lost in the middle of it.
   */
  async openChannel(): Promise<ConfirmChannel> {
    if (!this.model) throw new Error('The connection is closed');
    const channel = await this.model.createConfirmChannel();
    // A channel's errors are read from what it was asked for, and from its end.
    channel.on('error', () => undefined);
    if (!this.isTopologySure) await this.declareAgain();
    return channel;
  }

  /** Something of the topology may have been deleted: it is declared before the next channel. */
  doubtTopology(): void {
    this.isTopologySure = false;
  }

  async close(): Promise<void> {
    const { model } = this;
    this.model = undefined;
    this.isConnected = false;
    if (model) await within(CLOSE_LIMIT_MS, model.close());
  }

  private async start(): Promise<void> {
    const { name } = this.options;
    this.model = await connect(urlOf(this.options.url), {
      noDelay: true,
      keepAlive: true,
      timeout: CONNECT_LIMIT_MS,
      clientProperties: { connection_name: `${name}@${hostname()}:${process.pid}` },
      recovery: {
        ...RECONNECT,
        waitForConnect: false,
        setup: async (model: ChannelModel) => {
          // Until it is set up nobody else listens, and an error without a listener ends Node.
          model.on('error', () => undefined);
          await this.declareOn(await model.createChannel());
        },
      },
    });
    this.listenTo(this.model);
  }

  private listenTo(model: RecoveringChannelModel): void {
    model.on('connect', () => {
      this.isConnected = true;
      this.blockedBy = undefined;
      this.logger.log('Connected');
    });
    model.on('disconnect', (error) => this.lost(error));
    model.on('connect-failed', (error) => this.lost(error));
    model.on('error', (error: Error) => this.logger.warn(`Connection error: ${whyOf(error)}`));
    model.on('blocked', (reason) => {
      this.blockedBy = reason;
      this.logger.error(
        `RabbitMQ takes nothing from this process: ${reason}. Free memory or disk space on its machine.`,
      );
    });
    model.on('unblocked', () => {
      this.blockedBy = undefined;
      this.logger.log('RabbitMQ takes messages again');
    });
  }

  private lost(error: Error): void {
    const fault = whyOf(error);
    this.note(error);
    // Tried each few seconds for as long as it takes: told once.
    if (this.isConnected || fault !== this.lastFault) this.logger.warn(`No connection: ${fault}`);
    this.isConnected = false;
    this.lastFault = fault;
  }

  private async declareAgain(): Promise<void> {
    if (!this.model) throw new Error('The connection is closed');
    await this.declareOn(await this.model.createChannel());
  }

  private async declareOn(channel: Awaited<ReturnType<RecoveringChannelModel['createChannel']>>) {
    channel.on('error', () => undefined);
    await declareTopology(channel, this.options.topology);
    await channel.close();
    this.isTopologySure = true;
  }
}

function urlOf(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^amqps?:$/.test(url.protocol)) {
    throw new Error(
      'RABBITMQ_URL is not a URL. Set it to amqp://user:password@host:5672/vhost (see .env.example)',
    );
  }
  if (!url.searchParams.has('heartbeat')) url.searchParams.set('heartbeat', String(HEARTBEAT_S));
  return url.href;
}
