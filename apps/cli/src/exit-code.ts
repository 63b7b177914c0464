/** Exit codes, for scripts. Listed in the help. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  'not-found': 3,
  'not-now': 4,
  'key-refused': 5,
} as const;

export const EXIT_WORDS: Record<keyof typeof EXIT, string> = {
  ok: 'done',
  failed:
    'the gateway is unreachable or failed; for doctor, a person must act or something differs',
  usage: 'the command line is invalid',
  'not-found': 'not found, or not visible with this key',
  'not-now': 'not possible in the current state',
  'key-refused': 'NEWSLETTER_KEY is missing, unknown, or not allowed to do this',
};

/** By the status of the gateway's response. */
export function exitCodeOf(status: number): number {
  const codes: Record<number, number> = {
    400: EXIT.usage,
    401: EXIT['key-refused'],
    403: EXIT['key-refused'],
    404: EXIT['not-found'],
    409: EXIT['not-now'],
  };
  return codes[status] ?? EXIT.failed;
}
