/** The result of one check, and what to do if it is not well. */
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
