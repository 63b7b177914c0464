import { setTimeout as delay } from 'node:timers/promises';
import { servePart } from '../stage/serve-part.js';
import { type Load, keepInFlight } from './in-flight.js';
import { RawClient } from './raw-client.js';
import { eventOf, htmlOf, requestOf } from './signed-events.js';

/** More than this machine accepts in a second. */
const MOST_PER_SECOND = 3_000;
const TAKEN = 202;
/** Too many are in flight: the sender retries. */
const LATER = 503;
const AGAIN_MS = 50;

/** `known`: all posts share a few contents; `new`: each one has its own. */
export type Contents = 'known' | 'new';

export type Sending = Load & { url: string; contents: Contents };

/** As many contents as `known` posts share. */
const KNOWN = 10;

/** The first number of the next round: no post is sent twice. */
let number = 0;

/** Signed first events of this many posts; their bytes are made and signed before the clock runs. */
async function send({ url, contents, inFlight, ms }: Sending) {
  const most = Math.ceil((MOST_PER_SECOND * ms) / 1000);
  const requests = Array.from({ length: most }, () => requestOf(url, next(contents)));
  const clients = await Promise.all(Array.from({ length: inFlight }, () => RawClient.open(url)));
  try {
    return await keepInFlight({ inFlight, ms, most }, async (lane, at) => {
      await untilTaken(clients[lane] as RawClient, requests[at] as Buffer);
    });
  } finally {
    for (const client of clients) client.close();
  }
}

function next(contents: Contents): string {
  number += 1;
  return eventOf(number, { html: htmlOf(contents === 'new' ? number : number % KNOWN) });
}

/** Rejected requests wait longer, which shows in the response time. */
async function untilTaken(client: RawClient, request: Buffer): Promise<void> {
  for (;;) {
    const status = await client.send(request);
    if (status === TAKEN) return;
    if (status !== LATER) throw new Error(`The response was ${status}.`);
    await delay(AGAIN_MS);
  }
}

servePart({ send });
