import type { CallOptions, Connection } from '../wire.js';

/**
 * The HTML that Omeda has of a deployment's one split, unchanged
 * (GET omail/deployment/content/lookup/html/{trackId}/1). @throws {OmedaError}
 */
export async function contentLookup(
  { send }: Connection,
  trackId: string,
  options?: CallOptions,
): Promise<{ html: string }> {
  const path = ['omail', 'deployment', 'content', 'lookup', 'html', trackId, '1'];
  const request = { call: 'contentLookup', method: 'GET', path, isBare: true } as const;
  const { body } = await send(request, options);
  return { html: typeof body === 'string' ? body : '' };
}
