import type { ContentSnapshot } from '#deployment';
import { OmedaError, createOmedaClient } from '#omeda-client';
import type { Brand } from '#sites';

/** Somebody waits for the answer: less than a step's call may take. */
const PATIENCE_MS = 10_000;

export type OmedaContent = { html: string; subject: string | null };

/** What Omeda holds of a deployment now; null where it does not tell. */
export async function omedaContent(
  { abbreviation, appId, callTimeoutMs, ...account }: Brand,
  trackId: string,
): Promise<OmedaContent | null> {
  if (account.environment === 'sandbox' && account.baseUrl === undefined) return null;
  const client = createOmedaClient(
    { ...account, brand: abbreviation, appId: appId.reveal() },
    { timeoutMs: Math.min(callTimeoutMs, PATIENCE_MS) },
  );
  try {
    const [{ html }, { subject }] = await Promise.all([
      client.contentLookup(trackId),
      client.lookup(trackId),
    ]);
    return { html, subject: subject ?? null };
  } catch (error) {
    if (error instanceof OmedaError) return null;
    throw error;
  } finally {
    await client.close();
  }
}

/** Line ends and blanks may come back otherwise than they were sent. */
export function differs(ours: ContentSnapshot, omeda: OmedaContent): boolean {
  const isSubject = omeda.subject === null || same(omeda.subject, ours.subject);
  return !isSubject || !same(omeda.html, ours.html);
}

function same(one: string, other: string): boolean {
  return one.replaceAll(/\s+/g, '') === other.replaceAll(/\s+/g, '');
}
