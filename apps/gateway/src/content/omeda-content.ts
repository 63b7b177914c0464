import type { ContentSnapshot } from '#deployment';
import { OmedaError, createOmedaClient } from '#omeda-client';
import type { Brand } from '#sites';

/** A person waits for the response: less than a step's call may take. */
const PATIENCE_MS = 10_000;

export type OmedaContent = { html: string; subject: string | null };

/** What Omeda has for a deployment now; null if it does not say. */
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

/** Omeda may change line ends and blanks. */
export function differs(ours: ContentSnapshot, omeda: OmedaContent): boolean {
  const isSubject = omeda.subject === null || same(omeda.subject, ours.subject);
  return !isSubject || !same(omeda.html, ours.html);
}

function same(one: string, other: string): boolean {
  return one.replaceAll(/\s+/g, '') === other.replaceAll(/\s+/g, '');
}
