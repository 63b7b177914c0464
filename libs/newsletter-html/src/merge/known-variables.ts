/** Whether Omeda can know a merge variable of this name. */
export type IsKnown = (name: string) => boolean;

/** Omeda accepts only these: "Illegal characters in merge variable name". */
export const VARIABLE_NAME = /^[A-Za-z0-9_-]{1,100}$/;

/** Those that Omeda documents, and those that publishers' own templates use. */
const DOCUMENTED = [
  'confirmunsubscribelink',
  'encrypted_customer_id',
  'first_name',
  'forwardtoafriendlink',
  'last_name',
  'optoutfooterhtml',
  'optoutfootertext',
  'preferencepagelink',
  'track_id',
];

/** Dates, the online version …: `mv_date_MMddyyyy`. */
const MESSAGE_VARIABLE = /^mv_[a-z0-9_]+$/;

/** Names are compared without regard to case, as people write them; `more` are an account's own. */
export function knownVariables(more: readonly string[] = []): IsKnown {
  const known = new Set([...DOCUMENTED, ...more.map((name) => name.toLowerCase())]);
  return (name) => known.has(name.toLowerCase()) || MESSAGE_VARIABLE.test(name.toLowerCase());
}
