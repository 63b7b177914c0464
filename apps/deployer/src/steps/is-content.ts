import type { ContentSnapshot } from '#deployment';
import type { OmedaClient } from '#omeda-client';

/** Whether Omeda has this HTML; Omeda may change line ends and blanks. */
export async function isContent(
  client: OmedaClient,
  trackId: string,
  { html }: ContentSnapshot,
): Promise<boolean> {
  const found = await client.contentLookup(trackId);
  return withoutBlanks(found.html) === withoutBlanks(html);
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
