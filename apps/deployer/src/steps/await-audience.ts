import type { Outcome } from '#deployment';
import { type OmedaClient, OmedaError } from '#omeda-client';
import type { ReadHandler } from './step.js';

/**
 * Polls whether the audience is loaded. Without a ListId (a reply was lost), the lookup's recipient
 * count has to do, and Omeda's refusal of the test is the gate.
 */
export const awaitAudience: ReadHandler = async ({ client, state: { omeda } }) => {
  if (!omeda) return undefined;
  const listId = omeda.audience?.listId;
  return listId ? byStatus(client, listId) : byCount(client, omeda.trackId);
};

async function byStatus(client: OmedaClient, listId: string): Promise<Outcome> {
  try {
    const { status, recipientCount, message } = await client.audienceStatus(listId);
    if (status === 'DONE' || status === 'WARNING') {
      const warning = status === 'WARNING' ? (message ?? 'Some recipients are invalid.') : '';
      return {
        kind: 'audience-ready',
        recipientCount: recipientCount ?? null,
        ...(warning ? { warning } : {}),
      };
    }
    if (status === 'ERROR' || status === 'LIST_REMOVED') {
      return { kind: 'audience-failed', words: message ?? `Omeda says ${status}.` };
    }
    return { kind: 'audience-progress', status };
  } catch (error) {
    const isFinal = error instanceof OmedaError && error.class === 'list-conflict';
    if (isFinal) return { kind: 'audience-failed', words: error.message };
    throw error;
  }
}

async function byCount(client: OmedaClient, trackId: string): Promise<Outcome> {
  const { recipientCount } = await client.lookup(trackId);
  if (recipientCount) return { kind: 'audience-ready', recipientCount };
  return { kind: 'audience-progress', status: 'IN_PROCESS' };
}
