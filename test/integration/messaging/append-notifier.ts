import { type Codec, createCodec } from '#events';
import {
  Timers,
  type DeploymentRow,
  EventStore,
  type Projection,
  openEventStore,
} from '#event-store';
import type { DeliveredWakeUp, Parked, WakeUpSource } from '#messaging';
import { timerSource } from './timer-source.js';

type WakeSet = { type: 'WakeSet'; data: { key: string; at: string; brand: string } };
type WakeEnded = { type: 'WakeEnded'; data: Record<string, never> };
type Wake = WakeSet['data'] | undefined;

const row = (wake: Wake): DeploymentRow => ({
  site: 'magazine',
  brand: wake?.brand ?? 'MAG',
  postId: 7,
  postUid: '5f0c6f5e-3f7b-4d0e-9d3a-1f2d3c4b5a69',
  title: 'The week',
  status: 'waiting',
  step: 'content',
  dueId: 1,
  dueAt: wake?.at ?? null,
  held: null,
  failed: false,
  sendAt: null,
  trackId: null,
  wakeAt: wake?.at ?? null,
  wakeKey: wake?.key ?? null,
  body: { due: { attempt: 1 } },
});

/** The smallest stream that has wake-ups: the transport needs to know nothing about newsletters. */
const wakes: Projection<Wake, WakeSet | WakeEnded> = {
  category: 'deployment',
  initial: undefined,
  evolve: (_wake, event) => (event.type === 'WakeSet' ? event.data : undefined),
  row,
};

const codec: Codec = createCodec({ WakeSet: 1, WakeEnded: 1 }, {});
const metadata = { actor: { kind: 'service' as const } };

/** An event store whose deployments are nothing but their wake-ups. */
export class AppendNotifier {
  private constructor(
    private readonly store: EventStore,
    private readonly timers: Timers,
    readonly close: () => Promise<void>,
  ) {}

  static async open(databaseUrl: string): Promise<AppendNotifier> {
    const opened = await openEventStore({ databaseUrl });
    const { dataSource } = opened;
    return new AppendNotifier(new EventStore(dataSource, codec), new Timers(dataSource), () =>
      opened.close(),
    );
  }

  async set(deploymentId: string, key: string, { delayMs = 0, brand = 'MAG' } = {}): Promise<void> {
    await this.change(deploymentId, (_wake, now) => {
      const at = new Date(Date.parse(now) + delayMs).toISOString();
      return [{ type: 'WakeSet', data: { key, at, brand } }];
    });
  }

  async end(deploymentId: string, key: string): Promise<void> {
    await this.change(deploymentId, (wake) =>
      wake?.key === key ? [{ type: 'WakeEnded', data: {} }] : [],
    );
  }

  /** A process's source. A finished wake-up ends here, as it does by a handler's own append. */
  source(visibilityMs: number): WakeUpSource {
    const plain = this.standing(visibilityMs);
    const done = async (wakeUp: DeliveredWakeUp) => {
      await this.end(wakeUp.deploymentId, wakeUp.key);
      await plain.done(wakeUp);
    };
    return { ...plain, done };
  }

  /** A source whose wake-ups stay until they are ended. */
  standing(visibilityMs: number): WakeUpSource {
    return timerSource(this.store, this.timers, visibilityMs);
  }

  async parked(): Promise<Parked[]> {
    const parked = await this.timers.parked(1_000);
    return parked.map(({ deploymentId, wakeKey, reason }) => ({
      wakeUp: { deploymentId, key: wakeKey },
      reason,
    }));
  }

  private async change(
    deploymentId: string,
    decide: (wake: Wake, now: string) => (WakeSet | WakeEnded)[],
  ): Promise<void> {
    await this.store.change(wakes, deploymentId, decide, { metadata });
  }
}
