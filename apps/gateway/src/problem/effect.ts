import type { Request } from 'express';

/** What making a request again would do: nothing, nothing more, or the same once more. */
export type Effect = 'reads' | 'once' | 'changes';

/** What to do where it is not known whether a request was carried out. */
export const CURES: Record<Effect, string> = {
  reads: 'Try again.',
  once: 'Send it again: with the same webhook-id, it is stored only once.',
  changes: 'Look before you try again.',
};

export function effectOf(request: Pick<Request, 'method' | 'get'>): Effect {
  if (request.method === 'GET' || request.method === 'HEAD') return 'reads';
  return request.get('webhook-id') === undefined ? 'changes' : 'once';
}
