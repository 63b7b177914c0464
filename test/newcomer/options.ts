import { parseArgs } from 'node:util';
import { STEPS, type StepName } from './steps.js';

export const HELP = `npm run test:newcomer -- [options]: what somebody does who sees this project for the first time, on
bare Debian systems of their own: README's commands, word for word. It takes Linux, root, and a Debian mirror

  --suite NAME   bookworm (Debian 12) or trixie (Debian 13); both if left out
  --node LINE    20, 22, 24, or an exact version; the newest of each line if left out
  --user NAME    root, or newcomer (an ordinary user); both if left out
  --only STEP    ${Object.keys(STEPS).join(', ')}; all if left out
  --keep         keeps the systems, to look around in
  --json         ends with one line of JSON

Each option but the last two may be given several times. Logs are in test-results/newcomer.
`;

const SUITES = ['bookworm', 'trixie'];
const USERS = ['root', 'newcomer'];
const LINES = ['20', '22', '24'];

/** @throws {Error} with the cure. */
export function readOptions(args: string[]) {
  const many = { type: 'string', multiple: true } as const;
  const { values } = parseArgs({
    args,
    options: {
      suite: { ...many, default: SUITES },
      node: { ...many, default: LINES },
      user: { ...many, default: USERS },
      only: { ...many, default: Object.keys(STEPS) },
      keep: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  check('suite', values.suite, SUITES);
  check('user', values.user, USERS);
  check('only', values.only, Object.keys(STEPS));
  return { ...values, only: values.only as StepName[] };
}

export type Options = ReturnType<typeof readOptions>;

function check(name: string, given: string[], known: string[]): void {
  for (const value of given) {
    if (!known.includes(value)) {
      throw new Error(`--${name} must be one of ${known.join(', ')}, not '${value}'.`);
    }
  }
}
