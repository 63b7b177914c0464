import { isSent, markedBy } from '#deployment';
import type { Standing } from '#event-store';
import {
  type Found,
  OmedaError,
  type OmedaClient,
  type SearchStatus,
  searchNotCancelled,
} from '#omeda-client';
import { type Difference, asOmedaHasIt, differs, gone, notInStore } from './difference.js';

/** Statuses that the filter supports; of others, such as Approved, the newest of a day are checked. */
const FILTERS: SearchStatus[] = ['NEW', 'WAITING_REVIEW', 'SCHEDULED', 'SENDING', 'SENT'];
const AT_A_TIME = 8;
/** Older ones are in any backup that is restored. */
const DAY_MS = 24 * 60 * 60_000;
const OLDEST_MS = 30 * DAY_MS;

type Comparing = { client: OmedaClient; brand: string; standings: Standing[]; nowMs: number };

/** Where store and Omeda differ; makes only calls that change nothing. @throws OmedaError */
export async function compareBrand(comparing: Comparing): Promise<Difference[]> {
  const { client, standings, nowMs } = comparing;
  const found = await allFound(comparing);
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
    ...(await each(strange, (one) => lookedUpAtOmeda(comparing, one))),
    ...(await each(unseen, (one) => stillThere(client, one))),
  ];
}

/** The newest; if those are not all, those of each day, which begins a TrackId, and of each status. */
async function allFound({ client, brand, nowMs }: Comparing): Promise<Found[]> {
  const { found: newest, isWhole } = await searchNotCancelled(client);
  if (isWhole) return newest;
  const found = new Map(newest.map((one) => [one.trackId, one]));
  // One more day on both sides: Omeda's days are in US Central time.
  for (let atMs = nowMs + DAY_MS; atMs >= nowMs - OLDEST_MS - DAY_MS; atMs -= DAY_MS) {
    const day = new Date(atMs).toISOString().slice(2, 10).replaceAll('-', '');
    for (const one of await foundOf(client, `${brand}${day}`)) found.set(one.trackId, one);
  }
  return [...found.values()];
}

async function foundOf(client: OmedaClient, trackId: string): Promise<Found[]> {
  const { found, isWhole } = await searchNotCancelled(client, { trackId });
  if (isWhole) return found;
  const parts = FILTERS.map((status) => client.search({ trackId, statuses: [status] }));
  return [found, ...(await Promise.all(parts))].flat();
}

function isUnderWay({ trackId, status }: Standing): boolean {
  return trackId !== null && !isSent(status) && status !== 'cancelled';
}

/** One that the store does not have; without our marker it is not ours. */
async function lookedUpAtOmeda(
  { client, standings }: Comparing,
  found: Found,
): Promise<Difference[]> {
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
