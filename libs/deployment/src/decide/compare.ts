import type { Draft } from './conclude.js';

/** Requests an observation or a search of what Omeda has of it; returns why not otherwise. */
export function compare(draft: Draft): string | undefined {
  const { state } = draft;
  if (!state) return 'this newsletter does not exist';
  const { omeda, running, unresolved } = state;
  if (omeda?.sent) return 'it was sent';
  if (omeda?.cancelledAt) return 'it was canceled';
  if (running ?? unresolved) return 'a lookup is already in progress';
  draft.add(omeda ? { type: 'LookRequested', data: {} } : { type: 'AdoptionSought', data: {} });
  return undefined;
}
