import { type Deployment, statusOf } from '../model/deployment.js';
import type { World } from '../model/world.js';

/** Final shares of all recipients. */
const OPENED = 0.43;
const CLICKED = 0.06;
const BOUNCED = 0.012;
/** Some open and click more than once. */
const AGAIN = 1.3;
/** Half of it has happened after this time, in milliseconds, half of the rest after as long again. */
const HALF_MS = 30 * 60_000;

/** Opens and clicks of a newsletter: always the same for the same time since it was sent. */
export function readersOf(found: Deployment, world: World) {
  const count = isSent(found, world) ? (found.list?.count ?? 0) : 0;
  const soFar = count * shareSoFar(found, world);
  const uniqueOpens = Math.round(soFar * OPENED);
  const uniqueClicks = Math.round(soFar * CLICKED);
  return {
    BounceCount: Math.round(count * BOUNCED),
    TotalOpens: Math.round(uniqueOpens * AGAIN),
    UniqueOpens: uniqueOpens,
    TotalClicks: Math.round(uniqueClicks * AGAIN),
    UniqueClicks: uniqueClicks,
  };
}

/** The clicks, half of them on the first link, half of the rest on the second, and so on. */
export function linkTracking(found: Deployment, world: World) {
  const { TotalClicks, UniqueClicks } = readersOf(found, world);
  if (TotalClicks === 0) return [];
  return linksOf(found).map((LinkUrl, index) => ({
    LinkUrl,
    ClickCount: String(Math.round(TotalClicks / 2 ** (index + 1))),
    UniqueClickCount: String(Math.round(UniqueClicks / 2 ** (index + 1))),
  }));
}

function linksOf({ content }: Deployment): string[] {
  const urls = [...(content?.html ?? '').matchAll(/href="(https?:[^"]+)"/g)];
  return [...new Set(urls.map(([, url = '']) => url.replaceAll('&amp;', '&')))];
}

function isSent(found: Deployment, { clock }: World): boolean {
  return statusOf(found, clock.nowMs()) === 'Sent';
}

function shareSoFar({ scheduledMs = 0 }: Deployment, { clock }: World): number {
  return 1 - 0.5 ** Math.max(0, (clock.nowMs() - scheduledMs) / HALF_MS);
}
