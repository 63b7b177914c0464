import type { Draft } from './conclude.js';

/** Has what Omeda has of it observed or searched for; returns why not otherwise. */
export function compare(draft: Draft): string | undefined {
  const { state } = draft;
  if (!state) return 'there is no such deployment';
  const { omeda, running, unresolved } = state;
  if (omeda?.sent) return 'it was sent';
  if (omeda?.cancelledAt) return 'it was cancelled';
  if (running ?? unresolved) return 'Omeda is asked already';
  draft.add(omeda ? { type: 'LookRequested', data: {} } : { type: 'AdoptionSought', data: {} });
  return undefined;
}
