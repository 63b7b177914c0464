import { writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedStrategy, done } from '#messaging';
import { startTickApp } from '../../../libs/messaging/src/conformance/tick-app.testing.js';
import type { TickHandler } from '../../../libs/messaging/src/conformance.testing.js';
import { Wakes } from './wakes.js';

/** Long enough to be asked to end in the middle of it. */
const WORK_MS = 1_000;

/** Short, so that a spec need not wait long for what a killed process had in hand. */
const VISIBILITY_MS = 2_000;

// Not console.log: what a killed process said must be out before it dies.
const say = (line: string) => void writeSync(1, `${line}\n`);

const handler: TickHandler = async ({ deploymentId, key }, context) => {
  say(`taken ${deploymentId} ${key} ${context.getDeliveries()}`);
  if (key === 'hang') return new Promise(() => undefined);
  if (key === 'work') await delay(WORK_MS);
  say(`finished ${deploymentId} ${key}`);
  return done();
};

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
