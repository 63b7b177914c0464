/** `page`: somebody must act now; `ticket`: today. */
export type Level = 'page' | 'ticket';

/** Something that is wrong right now, as the store and the doctor have it. */
export type Condition = {
  /** The same for as long as it is the same problem. */
  key: string;
  /** As deploy/prometheus/alerts.yml calls it, or the name of the doctor's check. */
  alert: string;
  level: Level;
  words: string;
  cure: string;
  link: string | null;
  /** People are told once it has lasted so long. */
  afterMs: number;
  /** The log has a line of it already where it happened, of this level. */
  inLog?: 'warning' | 'error' | undefined;
  /** How many newsletters have it, where people are told again once more of them do. */
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

/** As a sentence of its own, whatever follows. */
export function sentenceOf(words: string): string {
  return /[.!?…”]$/.test(words) ? words : `${words}.`;
}

/** What goes to one target in one message. */
export type Digest = {
  target: string;
  changes: Change[];
  /** Of mail: the print of the one address that it goes to; to all in what earlier releases left. */
  to?: string;
};

/** Whoever runs the service; other targets are sites. */
export const OPERATORS = '';
