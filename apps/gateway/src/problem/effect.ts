import type { Request } from 'express';

/** What making a request again would do: nothing, nothing more, or the same once more. */
export type Effect = 'reads' | 'once' | 'changes';

/** What to do where it is not known whether a request was carried out. */
export const CURES: Record<Effect, string> = {
  reads: 'Try again.',
  once: 'Send it again: with the same webhook-id, it is stored only once.',
  changes: 'Look before you try again.',
};

type Asked = Pick<Request, 'method' | 'get'>;

const previews = new WeakSet<Asked>();

/** Says that a request changes nothing, whatever its method. */
export function markPreview(request: Asked): void {
  previews.add(request);
}

export function effectOf(request: Asked): Effect {
  if (previews.has(request)) return 'reads';
  if (request.method === 'GET' || request.method === 'HEAD') return 'reads';
  return request.get('webhook-id') === undefined ? 'changes' : 'once';
}
