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
};

export type Change = {
  change: 'began' | 'continues' | 'ended';
  alert: string;
  level: string;
  words: string;
  cure: string;
  link: string | null;
  since: string;
};

/** What goes to one target in one message. */
export type Digest = { target: string; changes: Change[] };

/** Whoever runs the service; other targets are sites. */
export const OPERATORS = '';
