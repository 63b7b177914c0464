import { fromCentral } from '../central.js';
import type { OutcomeClass } from './omeda-error.js';

type Row = { class: OutcomeClass; text: RegExp };

/**
 * Omeda's errors are English texts without codes: this is the one place that knows them. The first
 * row that matches one of the texts wins, so permanent refusals stand above temporary ones.
 */
const TABLE: readonly Row[] = [
  { class: 'brand-refused', text: /AppId submitted is forbidden access/i },
  { class: 'managed-in-portal', text: /edited from the Email Builder portal/i },
  { class: 'managed-in-portal', text: /created within the Email Builder portal/i },
  { class: 'sent', text: /Deployment '[^']*' was sent on /i },
  { class: 'cancelled', text: /has been previously cancelled/i },
  { class: 'already-scheduled', text: /is currently scheduled for /i },
  { class: 'not-scheduled', text: /is not currently scheduled/i },
  // "… has been used previously for this deployment" is not here: it does not prove that a list exists.
  { class: 'already-assigned', text: /already has recipient list .* assigned/i },
  { class: 'modified', text: /e-?mail message has been modified/i },
  { class: 'audience-not-ready', text: /recipient upload did not complete/i },
  { class: 'not-in-future', text: /date must be in the future/i },
  { class: 'list-conflict', text: /File contained no valid recipient records/i },
  { class: 'list-conflict', text: /List removed: Audience list /i },
  { class: 'not-editable', text: /cannot be edited\. Sent, Scheduled/i },
  { class: 'not-authorized', text: /is not authorized to /i },
  { class: 'not-authorized', text: /'(OwnerUserId|FinalApproverUserId)' .* is not active/i },
  { class: 'not-found', text: /No deployment was found matching trackId/i },
  { class: 'not-found', text: /Could not find deployment matching track ?Id/i },
  { class: 'not-found', text: /ListId \S+ was not found/i },
];

const DATE = /\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2})?/g;

export type Outcome = { class: OutcomeClass; at?: string };

/** What a refusal means, by its texts first and its HTTP status if no text is known. */
export function outcomeOf(status: number, texts: readonly string[]): Outcome {
  for (const row of TABLE) {
    const match = texts.find((text) => row.text.test(text));
    if (match === undefined) continue;
    const at =
      row.class === 'sent' || row.class === 'already-scheduled' ? dateIn(match) : undefined;
    return { class: row.class, ...(at ? { at } : {}) };
  }
  return { class: classOfStatus(status) };
}

function classOfStatus(status: number): OutcomeClass {
  if (status >= 500 || status === 429 || status === 408) return 'transient';
  // Omeda redirects nowhere: a redirect comes from something in between, and is temporary.
  if (status >= 300 && status < 400) return 'transient';
  if (status === 404) return 'not-found';
  return status === 409 ? 'list-conflict' : 'permanent';
}

/** The last date in the text: a TrackId or name before it may resemble one. */
function dateIn(text: string): string | undefined {
  const written = text.match(DATE)?.at(-1);
  try {
    return written && fromCentral(written);
  } catch {
    return undefined;
  }
}
