import { randomUUID } from 'node:crypto';
import type { Channel, ConsumeMessage } from 'amqplib';
import { expect, vi } from 'vitest';
import type { CloudEvent, DeploymentEvent } from '#events';
import type { WakeUp } from '#messaging';
import type { RelaySettings } from '#relay';
import {
  METADATA,
  type World,
  due,
  newsletters,
  openWorld,
} from '../event-store/newsletter.testing.js';
import { RabbitRig, type RigOptions } from '../messaging/rabbit-rig.js';
import { type RelayOptions, type RunningRelay, startRelay } from './start-relay.js';

const DEADLINE = { timeout: 45_000, interval: 20 };

export const resumed = { type: 'DeploymentResumed' as const, data: { because: 'person' as const } };

const requested = {
  type: 'DeploymentRequested' as const,
  data: { site: 'daily', brand: 'DAILY', post: { id: 42, uid: 'a' } },
};

type StartOptions = Partial<RelaySettings> &
  Partial<Pick<RelayOptions, 'brokerUrl' | 'onceConnected' | 'rejections'>>;

/** A store, a broker with the spec's own exchanges and queues, and relays between the two. */
export class RelayStage {
  private readonly running: RunningRelay[] = [];

  private constructor(
    readonly world: World,
    readonly rabbit: RabbitRig,
    readonly channel: Channel,
  ) {}

  static async open(rig: RigOptions = {}): Promise<RelayStage> {
    const world = await openWorld();
    const rabbit = await RabbitRig.open(rig);
    return new RelayStage(world, rabbit, await rabbit.connection.openChannel());
  }

  async relay({
    brokerUrl,
    onceConnected,
    rejections,
    ...settings
  }: StartOptions = {}): Promise<RunningRelay> {
    const { topology, url } = this.rabbit;
    const relay = await startRelay({
      databaseUrl: this.world.database.url,
      brokerUrl: brokerUrl ?? url,
      prefix: topology.names.events.replace(/\.events$/, ''),
      delaysMs: topology.delaysMs,
      settings,
      ...(rejections ? { rejections } : {}),
      onceConnected: onceConnected === true,
    });
    this.running.push(relay);
    return relay;
  }

  /** Stops it as a service manager does. */
  async stop(relay: RunningRelay): Promise<void> {
    this.running.splice(this.running.indexOf(relay), 1);
    await relay.close();
  }

  /** Everything announced from now on, in order of arrival. */
  async subscribe(args: Record<string, unknown> = {}): Promise<CloudEvent[]> {
    const { queue } = await this.channel.assertQueue('', { exclusive: true, arguments: args });
    await this.channel.bindQueue(queue, this.rabbit.topology.names.events, '#');
    return this.consume<CloudEvent>(queue);
  }

  /** Every wake-up that reaches the deployer from now on; what is left to wait for, a deployer waits for. */
  async wakeUps(): Promise<WakeUp[]> {
    const seen: WakeUp[] = [];
    const take = (one: ConsumeMessage | null) => {
      if (!one) return;
      const leftMs = Number(one.properties.headers?.['nl-left-ms'] ?? 0);
      const wakeUp = JSON.parse(one.content.toString()) as WakeUp;
      if (leftMs > 0) setTimeout(() => seen.push(wakeUp), leftMs);
      else seen.push(wakeUp);
    };
    await this.channel.consume(this.rabbit.topology.names.deployer, take, { noAck: true });
    return seen;
  }

  async consume<T>(queue: string): Promise<T[]> {
    const seen: T[] = [];
    const take = (one: { content: Buffer } | null) => {
      if (one) seen.push(JSON.parse(one.content.toString()) as T);
    };
    await this.channel.consume(queue, take, { noAck: true });
    return seen;
  }

  /** A newsletter in the store, with these events after its request. */
  async newsletter(facts: DeploymentEvent[] = [], brand = 'DAILY'): Promise<string> {
    return this.append([requested, ...facts], randomUUID(), brand);
  }

  async append(facts: DeploymentEvent[], id: string, brand = 'DAILY'): Promise<string> {
    const { store } = this.world;
    await store.change(newsletters(brand), id, () => facts, { metadata: METADATA });
    return id;
  }

  async dueIn(ms: number, dueId = 1): Promise<DeploymentEvent> {
    return due(dueId, new Date(Date.parse(await this.world.store.now()) + ms).toISOString());
  }

  /** Ids of the public events in the store, in feed order. */
  async feed(): Promise<string[]> {
    const entries = await this.world.store.feed('0', 10_000);
    const announced = entries.filter(({ event }) => event.type !== 'StepDue');
    return announced.map(({ event }) => event.id);
  }

  async untilRelayed(): Promise<void> {
    await this.until(async () => {
      expect(await this.world.store.feedLag('relay')).toMatchObject({ events: 0 });
    });
  }

  until<T>(check: () => T | Promise<T>): Promise<T> {
    return vi.waitFor(check, DEADLINE);
  }

  async close(): Promise<void> {
    for (const relay of this.running) await relay.close();
    await this.rabbit.close();
    await this.world.close();
  }
}

/** What a subscriber keeps that drops events not above the last `streamversion` of a subject. */
export function keptOf(seen: readonly CloudEvent[]): string[] {
  const last = new Map<string, number>();
  return seen.flatMap(({ id, subject, streamversion }) => {
    if (streamversion <= (last.get(subject) ?? 0)) return [];
    last.set(subject, streamversion);
    return [id];
  });
}
