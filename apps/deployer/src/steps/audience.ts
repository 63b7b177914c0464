import type { Outcome } from '#deployment';
import { OmedaError } from '#omeda-client';
import type { StepContext, StepHandler } from './step.js';

/** Assigns the audience. A list that is assigned already is from an earlier try. */
export const audience: StepHandler<'audience'> = async (context) => {
  const { client, request, resolving, callbackUrl } = context;
  const known = resolving && !request.removeFirst ? await assigned(context) : undefined;
  if (known) return known;
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
    // Another list there is not ours: it has other readers than requested.
    const known = isThere ? await assigned(context) : undefined;
    if (known) return known;
    throw error;
  }
};

/**
 * What an earlier try assigned, with its criteria, which may have differed. The ListId was in a lost reply; a callback
 * from Omeda is not relied on then.
 */
async function assigned({
  client,
  request,
}: StepContext<'audience'>): Promise<Outcome | undefined> {
  const { queryName, outputCriteria: criteria } = await client.lookup(request.trackId);
  if (queryName !== request.query) return undefined;
  return {
    kind: 'audience-assigned',
    listId: null,
    ...(criteria === undefined ? {} : { criteria }),
  };
}

/** Omeda accepts a second list only after the first is removed; none is fine, too. */
async function removeList({ client, request }: StepContext<'audience'>): Promise<void> {
  try {
    const { trackId, query, removeQuery = query } = request;
    await client.removeAudience({ trackId, queryName: removeQuery });
  } catch (error) {
    if (!(error instanceof OmedaError) || error.class !== 'not-found') throw error;
  }
}
