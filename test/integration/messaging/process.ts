import { EmbeddedStrategy } from '#messaging';
import { startWakeUpApp } from '../../../libs/messaging/src/conformance/wake-up-app.testing.js';
import { handler, say } from './reporting-handler.js';
import { AppendNotifier } from './append-notifier.js';

/** Short, so that a spec need not wait long for a killed process's wake-ups. */
const VISIBILITY_MS = 2_000;

/** A process that takes wake-ups until it is asked to end. */
export async function run(databaseUrl: string): Promise<void> {
  const wakes = await AppendNotifier.open(databaseUrl);
  const strategy = new EmbeddedStrategy({ source: wakes.source(VISIBILITY_MS) });
  strategy.status.subscribe((status) => say(status));
  const app = await startWakeUpApp(strategy, handler);
  process.once('SIGTERM', () => {
    void app
      .close()
      .then(() => wakes.close())
      .then(() => say('closed'));
  });
}
