import { Controller, Get, Optional } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { EventStore, FeedEpoch, newerRelease, serversOf } from '#event-store';
import { RabbitConnection, brokerHealth } from '#messaging';
import { Problem } from '../../problem/problem.js';

/** For orchestrators and load balancers. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly store: EventStore,
    private readonly epochs: FeedEpoch,
    /** Only in processes that use a broker. */
    @Optional() private readonly broker?: RabbitConnection,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'Check that the process is running' })
  @ApiOkResponse({ description: 'The process is running.', schema: { example: { status: 'ok' } } })
  live() {
    return { status: 'ok' };
  }

  /** Without the store nothing can be accepted; without the broker everything is, and continues later. */
  @Get('ready')
  @ApiOperation({ summary: 'Check that events can be accepted' })
  @ApiOkResponse({
    description:
      'The store responds. degraded: RabbitMQ is unavailable or blocks publishers (broker says why, brokerAddresses how each address was found), and steps wait for it; or a newer release has written here; or the store was restored from a backup (older) and must be compared; or the database’s clock jumped (clock).',
    schema: {
      example: {
        status: 'ok',
        store: 'ok',
        broker: 'ok',
        brokerAddresses: [{ address: 'amqp://rabbit-a:5672/newsletters', state: 'connected' }],
      },
    },
  })
  async ready() {
    const [release, older, clock] = await Promise.all([
      this.release(),
      this.older(),
      this.store.clock.trouble().catch(() => undefined),
    ]);
    const database = serversOf(this.store.dataSource);
    const broker = this.broker && brokerHealth(this.broker);
    const isBroker = broker === undefined || broker.broker === 'ok';
    return {
      status: isBroker && (release ?? older ?? clock) === undefined ? 'ok' : 'degraded',
      store: 'ok',
      ...(database === undefined ? {} : { database }),
      ...broker,
      ...(release === undefined ? {} : { release }),
      ...(older === undefined ? {} : { older }),
      ...(clock === undefined ? {} : { clock }),
    };
  }

  /** A message if the store was evidently restored from a backup. */
  private async older(): Promise<string | undefined> {
    const { older } = await this.epochs.read().catch(() => ({ older: undefined }));
    return older && `The store is older than what has been done with it: ${older.by}.`;
  }

  /** A message if a newer release has written what this one cannot read. */
  private async release(): Promise<string | undefined> {
    try {
      return newerRelease(await this.store.unreadable());
    } catch {
      const servers = serversOf(this.store.dataSource);
      const words = `The store is not responding${servers ? `: ${servers}` : ''}.`;
      throw new Problem('try-again', words, { retryAfterSeconds: 5 });
    }
  }
}
