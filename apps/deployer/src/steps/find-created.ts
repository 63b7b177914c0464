import type { OmedaClient } from '#omeda-client';

type Sought = { name: string; omedaTypeId: number; marker: string };

/**
 * TrackIds of new deployments that carry our marker: a search by name, as its reply has no Notes,
 * then a look at each candidate of the same type. Dates don't narrow it: Omeda may filter a new
 * deployment by its scheduled or sent date. What nobody has gone on with is new, and Omeda answers
 * with 200 at most, so the others are left out.
 */
export async function findCreated(client: OmedaClient, sought: Sought): Promise<string[]> {
  const candidates = await client.search({ name: sought.name, statuses: ['NEW'] });
  const found: string[] = [];
  for (const { trackId, deploymentTypeId } of candidates) {
    if (deploymentTypeId !== sought.omedaTypeId) continue;
    const { notes } = await client.lookup(trackId);
    if (notes?.includes(sought.marker)) found.push(trackId);
  }
  return found;
}
