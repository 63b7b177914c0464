import type { AtOmeda, Outcome } from '#deployment';
import { OmedaError, type OmedaClient } from '#omeda-client';

type Reading = { client: OmedaClient; omeda: AtOmeda };

/**
 * Asks whether the audience is loaded. Without a ListId (a reply was lost) the recipient count of
 * the lookup has to tell; Omeda's refusal of the test is the gate then.
 */
export async function awaitAudience(reading: Reading): Promise<Outcome> {
  const listId = reading.omeda.audience?.listId;
  return listId ? byStatus(reading, listId) : byCount(reading);
}

async function byStatus({ client }: Reading, listId: string): Promise<Outcome> {
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

async function byCount({ client, omeda }: Reading): Promise<Outcome> {
  const { recipientCount } = await client.lookup(omeda.trackId);
  if (recipientCount) return { kind: 'audience-ready', recipientCount };
  return { kind: 'audience-progress', status: 'IN_PROCESS' };
}
