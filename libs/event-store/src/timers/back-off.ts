import { setTimeout as delay } from 'node:timers/promises';

const STEP_MS = 3;
const LIMIT_MS = 100;

/** A short pause with jitter, so that writers of one stream don't meet again. */
export async function backOff(attempt: number): Promise<void> {
  await delay(Math.random() * Math.min(STEP_MS * 2 ** attempt, LIMIT_MS));
}
