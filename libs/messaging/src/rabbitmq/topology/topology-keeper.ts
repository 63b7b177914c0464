import { Logger } from '@nestjs/common';
import type { ChannelModel } from 'amqplib';
import { compareTopology } from './compare-topology.js';
import { TopologyLacking, ensureTopology } from './ensure-topology.js';
import type { Topology } from './topology.js';

/** RabbitMQ does not report the deletion of a queue without consumers. */
const POLL_INTERVAL_MS = 60_000;
/** In which RabbitMQ usually notifies every consumer that its queue is gone; for the others see `Consumer`. */
const PAUSE_MS = 1_000;

type KeeperOptions = {
  topology: Topology;
  /** The present connection; undefined while there is none. */
  model: () => ChannelModel | undefined;
  refused: (error: unknown) => void;
  everyMs?: number;
};

/** Keeps the broker's topology complete: at each connection, when in doubt, and every minute. */
export class TopologyKeeper {
  private readonly logger = new Logger('RabbitMQ');
  private isSure = false;
  private wasWhole = false;
  private isCompared = false;
  private mayBind = true;
  private count = 0;
  private lastFault: string | undefined;
  /** One at a time on each connection: those of a lost one end with it. */
  private readonly examined = new WeakMap<ChannelModel, Promise<string[]>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: KeeperOptions) {}

  /** How many exchanges, queues, and bindings were declared again, because they had been deleted. */
  get repairs(): number {
    return this.count;
  }

  /** What is missing and cannot be declared, in words. */
  get fault(): string | undefined {
    return this.lastFault;
  }

  /** A new connection may belong to another user. */
  async renew(model: ChannelModel): Promise<void> {
    this.mayBind = true;
    await this.examineOnce(model);
    void this.compareOnce(model);
    this.timer ??= setInterval(() => void this.tick(), this.options.everyMs ?? POLL_INTERVAL_MS);
    this.timer.unref();
  }

  invalidate(): void {
    this.isSure = false;
  }

  /** Checks if something may be missing. */
  async makeSure(): Promise<void> {
    const model = this.options.model();
    if (this.isSure || !model) return;
    await this.examineOnce(model).catch((error: unknown) => {
      // Logged, and shown: what exists may still be used.
      if (!(error instanceof TopologyLacking)) throw error;
    });
  }

  /** A message was returned: something is missing. Returns how much was declared again for it. */
  async restore(): Promise<number> {
    const model = this.options.model();
    if (!model) throw new Error('not connected');
    return (await this.examineOnce(model)).length;
  }

  /** What was returned went through afterwards, with nothing declared: it was a binding. */
  rebound(exchange: string): void {
    this.count += 1;
    this.logger.warn(`A binding of ${exchange} had been deleted, and is declared again`);
  }

  close(): void {
    clearInterval(this.timer);
  }

  private async tick(): Promise<void> {
    const model = this.options.model();
    // The failure is logged by the check, or by the connection.
    if (model) await this.examineOnce(model).catch(() => undefined);
  }

  private examineOnce(model: ChannelModel): Promise<string[]> {
    const examining = this.examined.get(model) ?? this.examine(model);
    this.examined.set(model, examining);
    return examining;
  }

  private async examine(model: ChannelModel): Promise<string[]> {
    try {
      const { topology } = this.options;
      const { declared, mayBind } = await ensureTopology(() => model.createChannel(), topology, {
        isBinding: this.mayBind,
        pauseMs: this.wasWhole ? PAUSE_MS : 0,
      });
      this.mayBind = mayBind;
      this.isSure = true;
      this.lastFault = undefined;
      if (declared.length > 0) this.logDeclared(declared);
      this.wasWhole = true;
      return declared;
    } catch (error) {
      if (error instanceof TopologyLacking) this.logLacking(error);
      throw error;
    } finally {
      this.examined.delete(model);
    }
  }

  /** What has other arguments still works; the operator should know. */
  private async compareOnce(model: ChannelModel): Promise<void> {
    if (this.isCompared) return;
    this.isCompared = true;
    const { different } = await compareTopology(
      () => model.createChannel(),
      this.options.topology,
    ).catch(() => ({ different: [] }));
    for (const one of different) {
      this.logger.warn(`The ${one}. Let it drain and delete it; it is declared again`);
    }
  }

  private logLacking(error: TopologyLacking): void {
    this.options.refused(error);
    if (error.message !== this.lastFault) this.logger.error(error.message);
    this.lastFault = error.message;
  }

  private logDeclared(declared: string[]): void {
    const { exchanges, queues } = this.options.topology;
    const isAll = declared.length === exchanges.length + queues.length;
    const names = isAll ? 'all exchanges and queues' : declared.join(', ');
    if (!this.wasWhole) return this.logger.log(`Declared ${names}`);
    this.count += declared.length;
    this.logger.warn(`Redeclared after deletion: ${names}`);
  }
}
