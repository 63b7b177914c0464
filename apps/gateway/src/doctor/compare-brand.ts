import { markedBy } from '#deployment';
import type { Standing } from '#event-store';
import { type Found, OmedaError, type OmedaClient, type SearchStatus } from '#omeda-client';
import { type Difference, asOmedaHasIt, differs, gone, notInStore } from './difference.js';

const LOOKED_FOR: SearchStatus[] = ['NEW', 'WAITING_REVIEW', 'SCHEDULED', 'SENDING', 'SENT'];
const AT_A_TIME = 8;
/** Older ones were there before any backup that is restored. */
const OLDEST_MS = 30 * 24 * 60 * 60_000;

type Comparing = { client: OmedaClient; standings: Standing[]; nowMs: number };

/** Where store and Omeda differ; asks only by calls that change nothing. @throws OmedaError */
export async function compareBrand(comparing: Comparing): Promise<Difference[]> {
  const { client, standings, nowMs } = comparing;
  const found = await client.search({ statuses: LOOKED_FOR });
  const recent = found.filter(
    ({ createdAt }) => !createdAt || Date.parse(createdAt) > nowMs - OLDEST_MS,
  );
  const byTrackId = new Map(standings.map((standing) => [standing.trackId, standing]));
  const known = found.flatMap((one) => {
    const standing = byTrackId.get(one.trackId);
    return standing ? differs(standing, asOmedaHasIt(one)) : [];
  });
  const strange = recent.filter(({ trackId }) => !byTrackId.has(trackId));
  const seen = new Set(found.map(({ trackId }) => trackId));
  const unseen = standings.filter((one) => isUnderWay(one) && !seen.has(one.trackId ?? ''));
  return [
    ...known,
    ...(await each(strange, (one) => lookedUp(comparing, one))),
    ...(await each(unseen, (one) => stillThere(client, one))),
  ];
}

function isUnderWay({ trackId, status }: Standing): boolean {
  return trackId !== null && status !== 'sent' && status !== 'cancelled';
}

/** One that the store does not have; without our marker it is somebody else's. */
async function lookedUp({ client, standings }: Comparing, found: Found): Promise<Difference[]> {
  const { notes = '' } = await client.lookup(found.trackId);
  const deploymentId = markedBy(notes);
  if (!deploymentId) return [];
  const standing = standings.find((one) => one.deploymentId === deploymentId);
  return [notInStore(found, deploymentId, standing)];
}

async function stillThere(client: OmedaClient, standing: Standing): Promise<Difference[]> {
  try {
    return differs(standing, asOmedaHasIt(await client.lookup(standing.trackId ?? '')));
  } catch (error) {
    if (error instanceof OmedaError && error.class === 'not-found') return [gone(standing)];
    throw error;
  }
}

async function each<T>(all: T[], ask: (one: T) => Promise<Difference[]>): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (let start = 0; start < all.length; start += AT_A_TIME) {
    const batch = await Promise.all(all.slice(start, start + AT_A_TIME).map((one) => ask(one)));
    differences.push(...batch.flat());
  }
  return differences;
}
