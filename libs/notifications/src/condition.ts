/** `page`: somebody must act now; `ticket`: today. */
export type Level = 'page' | 'ticket';

/** Something that is wrong right now, according to the store and the doctor. */
export type Condition = {
  /** The same for as long as it is the same problem. */
  key: string;
  /** Its name in deploy/prometheus/alerts.yml, or the name of the doctor's check. */
  alert: string;
  level: Level;
  words: string;
  cure: string;
  link: string | null;
  /** People are notified once it has lasted this long. */
  afterMs: number;
  /** The log already has a line of it where it happened, at this level. */
  inLog?: 'warning' | 'error' | undefined;
  /** How many newsletters have it, if people are notified again once more of them do. */
  count?: number;
};

export type Change = {
  /** `grew`: more newsletters have it. */
  change: 'began' | 'grew' | 'continues' | 'ended';
  alert: string;
  level: string;
  words: string;
  cure: string;
  link: string | null;
  since: string;
};

/** As a sentence that ends, whatever follows. */
export function sentenceOf(words: string): string {
  return /[.!?…”]$/.test(words) ? words : `${words}.`;
}

/** The content of one message to one target. */
export type Digest = {
  target: string;
  changes: Change[];
  /** For mail: the hash of its one recipient; earlier releases left messages to all. */
  to?: string;
};

/** The operators of the service; other targets are sites. */
export const OPERATORS = '';
