import { setTimeout as delay } from 'node:timers/promises';
import { servePart } from '../stage/serve-part.js';
import { type Load, keepInFlight } from './in-flight.js';
import { RawClient } from './raw-client.js';
import { eventOf, requestOf } from './signed-events.js';

/** More than anybody here takes in a second. */
const MOST_PER_SECOND = 3_000;
const TAKEN = 202;
/** Too many are under way: the sender comes again. */
const LATER = 503;
const AGAIN_MS = 50;

export type Sending = Load & { url: string };

/** The first number of the next round: no post is told of twice. */
let number = 0;

/** Signed first events of so many posts; their bytes are made and signed before the clock runs. */
async function send({ url, inFlight, ms }: Sending) {
  const most = Math.ceil((MOST_PER_SECOND * ms) / 1000);
  const requests = Array.from({ length: most }, () => requestOf(url, eventOf((number += 1))));
  const clients = await Promise.all(Array.from({ length: inFlight }, () => RawClient.open(url)));
  try {
    return await keepInFlight({ inFlight, ms, most }, async (lane, next) => {
      await untilTaken(clients[lane] as RawClient, requests[next] as Buffer);
    });
  } finally {
    for (const client of clients) client.close();
  }
}

/** Whoever is sent back waits the longer, and that shows in the time until the answer. */
async function untilTaken(client: RawClient, request: Buffer): Promise<void> {
  for (;;) {
    const status = await client.send(request);
    if (status === TAKEN) return;
    if (status !== LATER) throw new Error(`It was answered ${status}.`);
    await delay(AGAIN_MS);
  }
}

servePart({ send });
