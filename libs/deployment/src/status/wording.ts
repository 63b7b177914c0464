import type { DeploymentEventMap } from '#events';
import type { Instant } from '../instant.js';

/** When an event happened, and the minute of an instant in the reader's time zone. */
export type SentenceContext = { at: Instant; minute: (instant: Instant) => string };

/** One sentence per event type: a forgotten event is a compile error. */
export type Sentences<T extends keyof DeploymentEventMap> = {
  [K in T]: (data: DeploymentEventMap[K], context: SentenceContext) => string;
};

export function quoted(words: string): string {
  return `“${words.trim().replace(/\.$/, '')}”`;
}
