import type { ChannelModel, ConfirmChannel } from 'amqplib';
import { type Address, addressesOf } from './addresses.js';
import { Blockade } from './blockade.js';
import { connectionCure, rabbitAccess } from '../errors/broker-cure.js';
import { BrokerLink } from './broker-link.js';
import { certificateExpiryOf, isRefusal } from '../errors/examine-error.js';
import type { TlsFiles } from './tls-files.js';
import type { Topology } from '../topology/topology.js';
import { TopologyKeeper } from '../topology/topology-keeper.js';
import { whyOf } from '../errors/why.js';

export type RabbitOptions = {
  /** One or several addresses as in RABBITMQ_URL. Never logged: it holds a password. */
  url: string;
  tls?: TlsFiles;
  topology: Topology;
  /** Its name on the management pages, e.g. `newsletter-deployer`; host and pid are added. */
  name: string;
  /** How often to check whether the topology is complete; default: each minute. */
  pollIntervalMs?: number;
};

/**
 * One connection to RabbitMQ, opened again whenever it is lost, with the topology complete each
 * time. It does not restore channels: see `KeptChannel`.
 */
export class RabbitConnection {
  readonly blockade = new Blockade();
  private readonly link: BrokerLink;
  private readonly keeper: TopologyKeeper;
  private readonly addresses: readonly Address[];
  private refused = 0;

  private constructor(private readonly options: RabbitOptions) {
    const { url, tls = {}, name, topology, pollIntervalMs } = options;
    this.addresses = addressesOf(url);
    this.keeper = new TopologyKeeper({
      topology,
      model: () => this.link.model,
      refused: (error) => this.note(error),
      ...(pollIntervalMs === undefined ? {} : { everyMs: pollIntervalMs }),
    });
    this.link = new BrokerLink({
      addresses: this.addresses,
      tls,
      name,
      prefix: topology.names.prefix,
      prepare: (model) => this.keeper.renew(model),
      opened: (model: ChannelModel) => this.blockade.listenTo(model),
      lost: (error) => {
        this.note(error);
        this.blockade.end();
      },
    });
  }

  /**
   * Does not wait for the broker: a service starts, and accepts saves, while it is unavailable.
   * @throws Error if the URL is invalid, with the cure.
   */
  static async open(options: RabbitOptions): Promise<RabbitConnection> {
    const connection = new RabbitConnection(options);
    connection.link.start();
    return connection;
  }

  get connected(): boolean {
    return this.link.model !== undefined;
  }

  /** amqplib's own, while there is one; requests to it need a separate channel. */
  get model(): ChannelModel | undefined {
    return this.link.model;
  }

  /** Why there is no connection, for each address; undefined while there is one. */
  get fault(): string | undefined {
    if (this.connected) return undefined;
    const { attempts } = this.link;
    if (attempts.size === 0) return 'not connected yet';
    if (this.addresses.length === 1) return [...attempts.values()][0];
    return [...attempts].map(([name, why]) => `${name}: ${why}`).join('; ');
  }

  /** Each address, without its password, and its last result. */
  get states(): { address: string; state: string }[] {
    const { connectedTo, attempts } = this.link;
    return this.addresses.map(({ name }) => ({
      address: name,
      state: name === connectedTo ? 'connected' : (attempts.get(name) ?? 'not needed so far'),
    }));
  }

  /** Why the broker blocks publishers: an alarm of memory or disk; undefined without one. */
  get blocked(): string | undefined {
    return this.connected ? this.blockade.reason : undefined;
  }

  /** How often the broker refused something for lack of a right. */
  get refusals(): number {
    return this.refused;
  }

  /** How many exchanges, queues, and bindings had been deleted and were declared again. */
  get repairs(): number {
    return this.keeper.repairs;
  }

  /** What is missing in the broker and cannot be declared, in words. */
  get lacking(): string | undefined {
    return this.connected ? this.keeper.fault : undefined;
  }

  /** Counts the end of a channel or a connection, if a missing right caused it. */
  note(why: unknown): void {
    if (isRefusal(why)) this.refused += 1;
  }

  /** What to do about what ended a channel. */
  cureOf(why: unknown): string {
    const { connectedTo } = this.link;
    const { url } = this.addresses.find(({ name }) => name === connectedTo) ?? this.addresses[0]!;
    return connectionCure(whyOf(why), rabbitAccess(url, this.topology.names.prefix));
  }

  /** When the certificate that the broker presented expires; undefined without TLS. */
  get certificateExpiry(): Date | undefined {
    return certificateExpiryOf(this.link.model);
  }

  /** Closed permanently, by its owner. */
  get isClosed(): boolean {
    return this.link.isClosed;
  }

  get topology(): Topology {
    return this.options.topology;
  }

  /**
   * A channel with confirms, as soon as there is a connection.
   * @throws Error if this connection is closed, or lost in the middle of it.
   */
  async openChannel(): Promise<ConfirmChannel> {
    const model = await this.link.opened();
    await this.keeper.makeSure();
    const channel = await model.createConfirmChannel();
    // A channel's errors are read from its calls, and from its end.
    channel.on('error', () => undefined);
    return channel;
  }

  /** Something of the topology may have been deleted: it is checked before the next channel. */
  invalidateTopology(): void {
    this.keeper.invalidate();
  }

  /**
   * Declares what is missing, since a message was returned from this exchange. Returns what to call
   * when the message went through afterwards.
   * @throws Error when it cannot be declared.
   */
  async restoreTopology(exchange: string): Promise<() => void> {
    const declared = await this.keeper.restore();
    return declared > 0 ? () => undefined : () => this.keeper.rebound(exchange);
  }

  async close(): Promise<void> {
    this.keeper.close();
    this.blockade.end();
    await this.link.close();
  }
}
