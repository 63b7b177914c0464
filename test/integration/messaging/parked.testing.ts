import { vi } from 'vitest';
import { type ParkedMessage, type WakeUp, rejected } from '#messaging';
import type { RabbitRig } from './rabbit-rig.js';
import { wakeUpOf } from './wake-ups.js';

export const DEADLINE = { timeout: 30_000, interval: 20 };

/** One rejected wake-up, parked; the process that rejected it has ended. */
export async function parkOne(rig: RabbitRig): Promise<{ wakeUp: WakeUp; parked: ParkedMessage }> {
  const app = await rig.start(() => rejected("No brand 'MAG'"));
  const wakeUp = wakeUpOf();
  await rig.send(wakeUp);
  const parked = await onlyParked(rig);
  await app.close();
  return { wakeUp, parked };
}

export function onlyParked(rig: RabbitRig): Promise<ParkedMessage> {
  return vi.waitFor(async () => {
    const [parked] = await rig.parked.list();
    if (!parked) throw new Error('Nothing is parked');
    return parked;
  }, DEADLINE);
}
