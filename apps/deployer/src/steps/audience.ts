import type { Outcome } from '#deployment';
import { OmedaError } from '#omeda-client';
import type { StepContext, StepHandler } from './step.js';

/** Assigns the audience. A list that is assigned already is the one an earlier try brought. */
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
    // Another list there is not ours: its readers are not the ones that were asked for.
    const known = isThere ? await assigned(context) : undefined;
    if (known) return known;
    throw error;
  }
};

/**
 * What an earlier try assigned, with its criteria: they may have been others. The ListId came with a reply that was
 * lost; whether Omeda calls back is not relied on then.
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

/** Omeda takes a second list only when the first is gone; that there is none is as good. */
async function removeList({ client, request }: StepContext<'audience'>): Promise<void> {
  try {
    const { trackId, query, removeQuery = query } = request;
    await client.removeAudience({ trackId, queryName: removeQuery });
  } catch (error) {
    if (!(error instanceof OmedaError) || error.class !== 'not-found') throw error;
  }
}
