import { callsInDoubt, contentToCheck } from '#deployment';
import { findCreated, ofGeneration } from './find-created.js';
import { isContent } from './is-content.js';
import { observe } from './observe.js';
import { results } from './results.js';
import type { ReadContext, ReadHandler } from './step.js';

/**
 * Observes Omeda's state: sent, changed in its portal, or changed by a late call of ours. Undefined if
 * that is not known yet. After sending, reads the results.
 */
export const watch: ReadHandler = async (context) => {
  const { sent, trackId: sentAs } = context.state.omeda ?? {};
  if (sent && sentAs) return results(context.client, sentAs);
  const twins = await findTwins(context);
  if (!twins) return undefined;
  const trackId = context.state.omeda?.trackId;
  if (!trackId) return { kind: 'seen', twins };
  const observed = await observe(context.client, trackId);
  const isOurContent = await hasOurContent(context, trackId);
  const deployment = isOurContent === undefined ? observed : { ...observed, isOurContent };
  return { kind: 'seen', twins, deployment };
};

async function findTwins({ state, ...searching }: ReadContext): Promise<string[] | undefined> {
  const twins: string[] = [];
  for (const request of callsInDoubt(state, 'create')) {
    const search = await findCreated(searching, request);
    if (!search.isSure) return undefined;
    twins.push(...ofGeneration(search, request.marker).map(({ trackId }) => trackId));
  }
  return twins;
}

async function hasOurContent({ client, state, content }: ReadContext, trackId: string) {
  const hash = contentToCheck(state);
  return hash ? isContent(client, trackId, await content(hash)) : undefined;
}
