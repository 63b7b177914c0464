import type { Request } from 'express';

/** The effect of repeating a request: nothing, nothing more, or the same again. */
export type Effect = 'reads' | 'once' | 'changes';

/** What to do if it is unknown whether a request was carried out. */
export const CURES: Record<Effect, string> = {
  reads: 'Try again.',
  once: 'Send it again: with the same webhook-id, it is stored only once.',
  changes: 'Check before you try again.',
};

type Asked = Pick<Request, 'method' | 'get'>;

const previews = new WeakSet<Asked>();

/** Marks a request that changes nothing, whatever its method. */
export function markPreview(request: Asked): void {
  previews.add(request);
}

export function effectOf(request: Asked): Effect {
  if (previews.has(request)) return 'reads';
  if (request.method === 'GET' || request.method === 'HEAD') return 'reads';
  return request.get('webhook-id') === undefined ? 'changes' : 'once';
}
