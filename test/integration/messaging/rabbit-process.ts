import { RabbitConnection, RabbitStrategy, topologyOf } from '#messaging';
import { startWakeUpApp } from '../../../libs/messaging/src/conformance/wake-up-app.testing.js';
import { MemoryRecorder } from './memory-recorder.js';
import { handler, say } from './reporting-handler.js';

/** A process that takes wake-ups from RabbitMQ until it is asked to end. */
export async function run(url: string, prefix: string, delays: string): Promise<void> {
  const topology = topologyOf({ prefix, delaysMs: delays.split(',').map(Number) });
  const connection = await RabbitConnection.open({ url, topology, name: 'spec-process' });
  const strategy = new RabbitStrategy({ connection, recorder: new MemoryRecorder() });
  strategy.status.subscribe((status) => say(status));
  const app = await startWakeUpApp(strategy, handler);
  process.once('SIGTERM', () => {
    void app
      .close()
      .then(() => connection.close())
      .then(() => say('closed'));
  });
}
