import { setTimeout as delay } from 'node:timers/promises';
import { servePart } from '../stage/serve-part.js';
import { type Load, keepInFlight } from './in-flight.js';
import { RawClient } from './raw-client.js';
import { eventOf, htmlOf, requestOf } from './signed-events.js';

/** More than anybody here takes in a second. */
const MOST_PER_SECOND = 3_000;
const TAKEN = 202;
/** Too many are under way: the sender comes again. */
const LATER = 503;
const AGAIN_MS = 50;

/** `known`: all posts have one of a few contents; `new`: each one its own. */
export type Contents = 'known' | 'new';

export type Sending = Load & { url: string; contents: Contents };

/** As many contents as `known` posts share. */
const KNOWN = 10;

/** The first number of the next round: no post is told of twice. */
let number = 0;

/** Signed first events of so many posts; their bytes are made and signed before the clock runs. */
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
