import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ParkedRecords } from '#event-store';
import { ParkedRecorder, RabbitConnection } from '#messaging';

/** Copies messages parked at the broker to the store: one deployer's copy is enough. */
@Injectable()
export class ParkedKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly recorder: ParkedRecorder;

  constructor(connection: RabbitConnection, records: ParkedRecords) {
    this.recorder = new ParkedRecorder(connection, ({ wakeUp: _wakeUp, ...copy }) =>
      records.record(copy),
    );
  }

  onApplicationBootstrap(): void {
    this.recorder.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.recorder.close();
  }
}
