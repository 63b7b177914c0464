import { OmedaError, type OmedaClient } from '#omeda-client';

type Sought = { name: string; omedaTypeId: number; marker: string; since: string };

/** `isSure` is false while Omeda's search shows one that its lookup does not know yet. */
export type FoundCreated = { trackIds: string[]; isSure: boolean };

/** Clocks differ, and November's doubled hour has two instants of one name: a day is enough. */
const TOLERANCE_MS = 24 * 60 * 60 * 1_000;

/**
 * New deployments that carry our marker: a search by name, as its reply has no Notes, then a look at
 * each candidate of the same type made since. Dates don't narrow the search: Omeda may filter a new
 * deployment by its scheduled or sent date. What nobody has gone on with is new, and Omeda answers
 * with 200 at most, so the others are left out.
 */
export async function findCreated(client: OmedaClient, sought: Sought): Promise<FoundCreated> {
  const since = Date.parse(sought.since) - TOLERANCE_MS;
  const candidates = await client.search({ name: sought.name, statuses: ['NEW'] });
  const trackIds: string[] = [];
  let isSure = true;
  for (const { trackId, deploymentTypeId, createdAt } of candidates) {
    if (deploymentTypeId !== sought.omedaTypeId) continue;
    if (createdAt && Date.parse(createdAt) < since) continue;
    const notes = await notesOf(client, trackId);
    if (notes === undefined) isSure = false;
    else if (notes.includes(sought.marker)) trackIds.push(trackId);
  }
  return { trackIds, isSure };
}

/** Nothing for one that is not visible to a lookup yet. */
async function notesOf(client: OmedaClient, trackId: string): Promise<string | undefined> {
  try {
    return (await client.lookup(trackId)).notes ?? '';
  } catch (error) {
    if (error instanceof OmedaError && error.class === 'not-found') return undefined;
    throw error;
  }
}

export const NOT_VISIBLE_YET =
  'Omeda’s search shows a deployment that its lookup does not know yet.';
