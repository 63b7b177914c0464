import { writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { done } from '#messaging';
import type { WakeUpHandler } from '../../../libs/messaging/src/conformance.testing.js';

/** Long enough to be stopped in the middle of it. */
const WORK_MS = 1_000;

// Not console.log: a killed process must have written its output before it dies.
export const say = (line: string) => void writeSync(1, `${line}\n`);

/** Logs what it takes and finishes; the key `hang` never ends, `work` takes a while. */
export const handler: WakeUpHandler = async ({ deploymentId, key }, context) => {
  say(`taken ${deploymentId} ${key} ${context.getDeliveries()}`);
  if (key === 'hang') return new Promise(() => undefined);
  if (key === 'work') await delay(WORK_MS);
  say(`finished ${deploymentId} ${key}`);
  return done();
};
