import type { Outcome } from '#deployment';
import type { LinkClicks, OmedaClient } from '#omeda-client';

/** How many of the most clicked links are kept. */
const LINKS = 10;

/** Opens and clicks of a newsletter so far. @throws OmedaError */
export async function results(client: OmedaClient, trackId: string): Promise<Outcome> {
  const found = await client.lookup(trackId);
  return {
    kind: 'results',
    sentCount: found.sentCount ?? null,
    bounceCount: found.bounceCount ?? null,
    uniqueOpens: found.uniqueOpens ?? null,
    totalOpens: found.totalOpens ?? null,
    uniqueClicks: found.uniqueClicks ?? null,
    totalClicks: found.totalClicks ?? null,
    links: mostClicked(found.links),
  };
}

function mostClicked(links: LinkClicks[]) {
  const sorted = links.toSorted((a, b) => b.clicks - a.clicks || a.url.localeCompare(b.url));
  return sorted.slice(0, LINKS).map(({ url, clicks, uniqueClicks = null }) => ({
    url,
    clicks,
    uniqueClicks,
  }));
}
