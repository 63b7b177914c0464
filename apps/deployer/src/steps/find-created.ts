import { generationIn } from '#deployment';
import { type Found, type OmedaClient, searchNotCancelled } from '#omeda-client';
import type { NotesCache } from './notes-cache.js';

type Sought = { name: string; omedaTypeId: number; marker: string; since: string };
/** `ofOthers`: returns those that the store knows as other newsletters'. */
export type Searching = {
  client: OmedaClient;
  notes: NotesCache;
  ofOthers: (trackIds: readonly string[]) => Promise<Set<string>>;
};

/** A deployment that carries our marker, of this generation or another. */
export type Carrier = { trackId: string; generation: number; status: Found['status'] };

/** `isSure` is false while Omeda's search shows one that its lookup does not find yet. */
export type FoundCreated = { carriers: Carrier[]; isSure: boolean };

/** Clocks differ, and November's doubled hour has two instants of one name: a day is enough. */
const TOLERANCE_MS = 24 * 60 * 60 * 1_000;

/**
 * All that carry our marker and are not cancelled, whatever was done with them since: a search and, as
 * its reply has no Notes, a lookup of each candidate of the same type or name created since: either may
 * have been changed since a backup. Those known as other newsletters' are not looked up.
 * Dates don't narrow the search: Omeda may filter a new deployment by its scheduled or sent date.
 */
export async function findCreated(searching: Searching, sought: Sought): Promise<FoundCreated> {
  const since = Date.parse(sought.since) - TOLERANCE_MS;
  const carriers: Carrier[] = [];
  let isSure = true;
  const fit = (await candidates(searching.client, sought.name)).filter((found) => {
    const { deploymentTypeId, createdAt, name } = found;
    const isOther = deploymentTypeId !== sought.omedaTypeId && name !== sought.name;
    if (sought.omedaTypeId !== 0 && isOther) return false;
    return !createdAt || Date.parse(createdAt) >= since;
  });
  const unread = fit.map(({ trackId }) => trackId).filter((id) => !searching.notes.has(id));
  const others = unread.length > 0 ? await searching.ofOthers(unread) : new Set();
  for (const { trackId, status, name } of fit.filter((found) => !others.has(found.trackId))) {
    const notes = await searching.notes.read(searching.client, trackId);
    // One with another name was not made by the call in question.
    if (notes === undefined) isSure &&= name !== sought.name;
    const generation = notes === undefined ? undefined : generationIn(notes, sought.marker);
    if (generation !== undefined) carriers.push({ trackId, generation, status });
  }
  return { carriers, isSure };
}

/** By any name, as an editor may change it; if that is too many for Omeda, by this name, too. */
async function candidates(client: OmedaClient, name: string): Promise<Found[]> {
  const { found: newest, isWhole } = await searchNotCancelled(client);
  if (isWhole || !name) return newest;
  const known = new Set(newest.map(({ trackId }) => trackId));
  const { found: named } = await searchNotCancelled(client, { name });
  return [...newest, ...named.filter(({ trackId }) => !known.has(trackId))];
}

/** Only those of the generation that the marker names. */
export function ofGeneration({ carriers }: FoundCreated, marker: string): Carrier[] {
  return carriers.filter(({ generation }) => generation === generationIn(marker, marker));
}

export const NOT_VISIBLE_YET =
  'Omeda’s search returns a deployment that its lookup does not know yet.';
