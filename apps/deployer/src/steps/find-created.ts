import type { OmedaClient } from '#omeda-client';

type Sought = { name: string; omedaTypeId: number; marker: string };

/**
 * TrackIds of live deployments that carry our marker: a search by name, as its reply has no Notes,
 * then a look at each candidate of the same type. Dates don't narrow it: Omeda may filter a new
 * deployment by its scheduled or sent date.
 */
export async function findCreated(client: OmedaClient, sought: Sought): Promise<string[]> {
  const candidates = await client.search({ name: sought.name });
  const found: string[] = [];
  for (const { trackId, deploymentTypeId, status } of candidates) {
    if (deploymentTypeId !== sought.omedaTypeId || status === 'Cancelled') continue;
    const { notes } = await client.lookup(trackId);
    if (notes?.includes(sought.marker)) found.push(trackId);
  }
  return found;
}
