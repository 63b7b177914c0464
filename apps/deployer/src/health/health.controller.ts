import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { EventStore, newerRelease, serversOf } from '#event-store';
import { RabbitConnection, RabbitStrategy, brokerHealth } from '#messaging';

/** For orchestrators that restart processes, and for operators. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly store: EventStore,
    private readonly connection: RabbitConnection,
    private readonly strategy: RabbitStrategy,
  ) {}

  @Get('live')
  live() {
    return { status: 'ok' };
  }

  /** A connection is not enough: wake-ups must be consumed. */
  @Get('ready')
  async ready() {
    const { store, release } = await this.store.unreadable().then(
      (unreadable) => ({ store: 'ok', release: newerRelease(unreadable) }),
      () => ({ store: 'away', release: undefined }),
    );
    const clock = await this.store.clock.trouble().catch(() => undefined);
    const { attached, fault } = this.strategy;
    const detached = fault === undefined ? 'detached' : `detached: ${fault}`;
    const consumers = attached ? 'attached' : detached;
    const database = serversOf(this.store.dataSource);
    const broker = brokerHealth(this.connection);
    const parts = {
      store,
      ...(database === undefined ? {} : { database }),
      consumers,
      ...broker,
      ...(release === undefined ? {} : { release }),
      ...(clock === undefined ? {} : { clock }),
    };
    if (store === 'ok' && attached) {
      const isWell = broker.broker === 'ok' && (release ?? clock) === undefined;
      return { status: isWell ? 'ok' : 'degraded', ...parts };
    }
    throw new ServiceUnavailableException({ status: 'not ready', ...parts });
  }
}
