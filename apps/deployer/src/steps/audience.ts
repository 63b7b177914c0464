import type { Outcome } from '#deployment';
import { OmedaError } from '#omeda-client';
import type { StepContext, StepHandler } from './step.js';

/** Assigns the audience. A list that is assigned already is the one an earlier try brought. */
export const audience: StepHandler<'audience'> = async (context) => {
  const { client, request, resolving, callbackUrl } = context;
  if (resolving && !request.removeFirst && (await hasQuery(context))) return ASSIGNED;
  if (request.removeFirst) await removeList(context);
  try {
    const { listId } = await client.addAudience({
      trackId: request.trackId,
      queryName: request.query,
      ...(request.outputCriteria ? { outputCriteria: request.outputCriteria } : {}),
      ...(callbackUrl ? { callbackUrl } : {}),
    });
    return { kind: 'audience-assigned', listId, callsBack: callbackUrl !== undefined };
  } catch (error) {
    const isThere = error instanceof OmedaError && error.class === 'already-assigned';
    // Another list there is not ours: its readers are not the ones that were asked for.
    if (isThere && (await hasQuery(context))) return ASSIGNED;
    throw error;
  }
};

/** The ListId came with a reply that was lost; whether Omeda calls back is not relied on then. */
const ASSIGNED: Outcome = { kind: 'audience-assigned', listId: null };

async function hasQuery({ client, request }: StepContext<'audience'>): Promise<boolean> {
  const { queryName } = await client.lookup(request.trackId);
  return queryName === request.query;
}

/** Omeda takes a second list only when the first is gone; that there is none is as good. */
async function removeList({ client, request }: StepContext<'audience'>): Promise<void> {
  try {
    const { trackId, query, removeQuery = query } = request;
    await client.removeAudience({ trackId, queryName: removeQuery });
  } catch (error) {
    if (!(error instanceof OmedaError) || error.class !== 'not-found') throw error;
  }
}
