/** One thing looked at: how it is, and what to do when it is not well. */
export type Check = {
  name: string;
  state: 'ok' | 'warning' | 'fault';
  words: string;
  cure: string | null;
};

export function ok(name: string, words: string): Check {
  return { name, state: 'ok', words, cure: null };
}

export function warning(name: string, words: string, cure: string): Check {
  return { name, state: 'warning', words, cure };
}

export function fault(name: string, words: string, cure: string): Check {
  return { name, state: 'fault', words, cure };
}
