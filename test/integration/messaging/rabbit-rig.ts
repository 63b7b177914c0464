import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { ConfirmChannel } from 'amqplib';
import { inject } from 'vitest';
import {
  ParkedMessages,
  Publisher,
  RabbitConnection,
  RabbitStrategy,
  type WakeUp,
  WakeUpPublisher,
  type WakeUpRecorder,
  topologyOf,
  type Topology,
} from '#messaging';
import type {
  RunningApp,
  StartOptions,
  WakeUpHandler,
} from '../../../libs/messaging/src/conformance.testing.js';
import { startWakeUpApp } from '../../../libs/messaging/src/conformance.testing.js';
import { dropTopology } from '../../setup/broker/drop-topology.js';
import { openTcpProxy } from '../../setup/tcp-proxy.js';
import { MemoryRecorder } from './memory-recorder.js';

// Specs cut connections on purpose: those messages do not matter.
Logger.overrideLogger(false);

/** Two are enough for every path through them, and quickly declared. */
const DELAYS_MS = [100, 500];

export type RigOptions = { url?: string; prefix?: string; delaysMs?: readonly number[] };

type RabbitStart = StartOptions & {
  redeliveryMs?: number;
  renewIdleMs?: number;
  /** Instead of one in memory. */
  recorder?: WakeUpRecorder;
};

/** `channels`: each it opens, so that a spec can have the broker close one. `reconnect` ends its connection. */
export type RabbitApp = RunningApp & { channels: ConfirmChannel[]; reconnect(): void };

/** One spec's own exchanges and queues, on the broker that the whole run shares. */
export class RabbitRig {
  readonly wakeUps: WakeUpPublisher;
  readonly parked: ParkedMessages;
  readonly recorder = new MemoryRecorder();

  private constructor(
    readonly url: string,
    readonly topology: Topology,
    readonly connection: RabbitConnection,
    readonly publisher: Publisher,
  ) {
    this.wakeUps = new WakeUpPublisher(publisher, connection);
    this.parked = new ParkedMessages(connection, publisher);
  }

  /**
   * Everything is declared by then: RabbitMQ 3.10 loses the supervisor of all its dead-lettering if a queue is deleted
   * that is being declared, and only a restart of the node helps.
   */
  static async open({ url, prefix, delaysMs = DELAYS_MS }: RigOptions = {}): Promise<RabbitRig> {
    const broker = url ?? inject('rabbitmq').url;
    const own = prefix ?? `test-${randomBytes(6).toString('hex')}`;
    const topology = topologyOf({ prefix: own, delaysMs });
    const connection = await RabbitConnection.open({ url: broker, topology, name: 'spec' });
    await (await connection.openChannel()).close();
    return new RabbitRig(broker, topology, connection, new Publisher(connection));
  }

  async send(wakeUp: WakeUp, dueInMs = 0): Promise<void> {
    await this.wakeUps.send([{ wakeUp, dueInMs }]);
  }

  /** A process with its own connection, which can be cut like a killed one's. */
  async start(handler: WakeUpHandler | undefined, options: RabbitStart = {}): Promise<RabbitApp> {
    const wire = await openTcpProxy(this.url);
    const { topology } = this;
    const connection = await RabbitConnection.open({ url: wire.url, topology, name: 'spec-app' });
    const channels = channelsOf(connection);
    const {
      concurrency,
      drainLimitMs,
      redeliveryMs = 5,
      renewIdleMs,
      recorder = this.recorder,
    } = options;
    const strategy = new RabbitStrategy({
      connection,
      recorder,
      redeliveryMs,
      ...(concurrency === undefined ? {} : { prefetch: concurrency }),
      ...(drainLimitMs === undefined ? {} : { drainLimitMs }),
      ...(renewIdleMs === undefined ? {} : { renewIdleMs }),
    });
    const app = await startWakeUpApp(strategy, handler);
    const end = async () => {
      await connection.close();
      await wire.close();
    };
    let isDead = false;
    return {
      strategy,
      trace: app.trace,
      channels,
      reconnect: () => {
        wire.cut();
        wire.mend();
      },
      close: async () => {
        if (isDead) return end();
        await app.close();
        await end();
      },
      crash: async () => {
        isDead = true;
        wire.cut();
      },
    };
  }

  async close(): Promise<void> {
    await this.publisher.close();
    await this.connection.close();
    await dropTopology(this.url, this.topology);
  }
}

function channelsOf(connection: RabbitConnection): ConfirmChannel[] {
  const channels: ConfirmChannel[] = [];
  const open = connection.openChannel.bind(connection);
  connection.openChannel = async () => {
    const channel = await open();
    channels.push(channel);
    return channel;
  };
  return channels;
}
