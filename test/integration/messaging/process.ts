import { EmbeddedStrategy } from '#messaging';
import { startTickApp } from '../../../libs/messaging/src/conformance/tick-app.testing.js';
import { handler, say } from './telling-handler.js';
import { Wakes } from './wakes.js';

/** Short, so that a spec need not wait long for what a killed process had in hand. */
const VISIBILITY_MS = 2_000;

/** A process that takes ticks until it is asked to end. */
export async function run(databaseUrl: string): Promise<void> {
  const wakes = await Wakes.open(databaseUrl);
  const strategy = new EmbeddedStrategy({ source: wakes.source(VISIBILITY_MS) });
  strategy.status.subscribe((status) => say(status));
  const app = await startTickApp(strategy, handler);
  process.once('SIGTERM', () => {
    void app
      .close()
      .then(() => wakes.close())
      .then(() => say('closed'));
  });
}
