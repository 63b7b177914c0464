import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { EventStore, SupersededSnapshots } from '#event-store';
import { GATEWAY_PARTS, type GatewayParts, LOG } from '../gateway-parts.js';

const EVERY_MS = 60 * 60 * 1000;

/** Removes content that later saves replaced long enough ago: at start, and each hour. */
@Injectable()
export class SupersededPurge implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private current: Promise<void> = Promise.resolve();

  constructor(
    private readonly snapshots: SupersededSnapshots,
    private readonly store: EventStore,
    @Inject(GATEWAY_PARTS) private readonly parts: GatewayParts,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.parts.supersededContentDays === 0) return;
    this.timer = setInterval(() => this.start(), EVERY_MS).unref();
    this.start();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.current;
  }

  private start(): void {
    this.current = this.current.then(() => this.run());
  }

  private async run(): Promise<void> {
    const days = this.parts.supersededContentDays;
    try {
      // Nothing is removed for good by a clock that may be years ahead.
      if ((await this.store.clock.unsteadyForMs()) > 0) return;
      const { removed, bytes } = await this.snapshots.purge(days);
      if (removed === 0) return;
      this.log.info({ removed, bytes }, `Content replaced more than ${days} days ago is removed.`);
    } catch (error) {
      this.log.warn(
        { err: error },
        'Replaced content could not be removed; the next hour will do.',
      );
    }
  }
}
