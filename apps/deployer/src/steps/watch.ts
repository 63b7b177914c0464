import {
  type ContentSnapshot,
  type Deployment,
  type Outcome,
  contentToCheck,
  doubtful,
} from '#deployment';
import type { OmedaClient } from '#omeda-client';
import { findCreated, ofGeneration } from './find-created.js';
import type { NotesBook } from './notes-book.js';
import { isContent } from './is-content.js';
import { observe } from './observe.js';

export type Watching = {
  client: OmedaClient;
  notes: NotesBook;
  state: Deployment;
  content: (hash: string) => Promise<ContentSnapshot>;
};

/**
 * Looks at what Omeda has: sent, changed in its portal, or touched by a call of ours that came in
 * late. Nothing when that cannot be told yet.
 */
export async function watch(watching: Watching): Promise<Outcome | undefined> {
  const twins = await findTwins(watching);
  if (!twins) return undefined;
  const trackId = watching.state.omeda?.trackId;
  if (!trackId) return { kind: 'seen', twins };
  const seen = await observe(watching.client, trackId);
  const isOurContent = await hasOurContent(watching, trackId);
  const deployment = isOurContent === undefined ? seen : { ...seen, isOurContent };
  return { kind: 'seen', twins, deployment };
}

async function findTwins({ state, ...searching }: Watching): Promise<string[] | undefined> {
  const twins: string[] = [];
  for (const request of doubtful(state, 'create')) {
    const search = await findCreated(searching, request);
    if (!search.isSure) return undefined;
    twins.push(...ofGeneration(search, request.marker).map(({ trackId }) => trackId));
  }
  return twins;
}

async function hasOurContent({ client, state, content }: Watching, trackId: string) {
  const hash = contentToCheck(state);
  return hash ? isContent(client, trackId, await content(hash)) : undefined;
}
