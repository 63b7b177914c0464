import type { User } from '../wordpress.js';

/** What must be sent of a post: nothing, soon after an act between two instants, or at a time. */
export type Expected =
  | { is: 'nothing' }
  | { is: 'soon'; fromMs: number; toMs: number }
  | { is: 'at'; ms: number };

export const NOTHING: Expected = { is: 'nothing' };

/** One post as its people left it, and what that means for its newsletter. */
export type Post = {
  id: number;
  author: User;
  status: 'draft' | 'publish' | 'future' | 'private' | 'trash';
  /** When WordPress should publish it. */
  dateMs: number;
  hasPassword: boolean;
  hasType: boolean;
  text: string;
  expected: Expected;
  /** How often a person with the right to send consented to sending it. */
  consents: number;
};

/** Nobody changes what is about to be sent: then it is final. */
const FINAL_MS = 90_000;

export function isFinal({ expected }: Post, nowMs: number): boolean {
  return expected.is === 'at' && expected.ms - nowMs < FINAL_MS;
}

/** Whether a consent given to it now counts. */
export function canGoOut({ hasType, hasPassword }: Post): boolean {
  return hasType && !hasPassword;
}

export function expecting(post: Post, expected: Expected): void {
  post.expected = expected;
  if (expected.is !== 'nothing') post.consents += 1;
}
