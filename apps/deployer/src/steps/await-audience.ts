import { type AtOmeda, type Outcome, type Timing, msBetween } from '#deployment';
import { OmedaError, type OmedaClient } from '#omeda-client';

type Reading = { client: OmedaClient; omeda: AtOmeda; now: string; timing: Timing };

/**
 * Asks whether the audience is loaded. Without a ListId (a reply was lost) the recipient count of
 * the lookup has to tell; Omeda's refusal of the test is the gate then.
 */
export async function awaitAudience(reading: Reading): Promise<Outcome | undefined> {
  const { omeda, now, timing } = reading;
  const outcome = omeda.audience?.listId
    ? await byStatus(reading, omeda.audience.listId)
    : await byCount(reading);
  const isOver = outcome.kind === 'audience-ready' || outcome.kind === 'audience-failed';
  const waited = msBetween(omeda.audience?.assignedAt ?? now, now);
  if (isOver || waited < timing.audienceLimitMs) return outcome;
  return { kind: 'audience-failed', words: 'Omeda did not finish loading it in time.' };
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
