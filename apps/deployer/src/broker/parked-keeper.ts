import { type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { ParkedRecords } from '#event-store';
import { ParkedRecorder, type RabbitConnection } from '#messaging';

/** Keeps what is parked at the broker in the store, too: one deployer's copy is enough. */
export class ParkedKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly recorder: ParkedRecorder;

  constructor(connection: RabbitConnection, records: ParkedRecords) {
    this.recorder = new ParkedRecorder(connection, ({ tick: _tick, ...copy }) =>
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
