import { parseArgs } from 'node:util';

export const HELP = `npm run bench -- [options]: measures the service against baselines

  --only NAME   run only cases and rows whose names start with NAME; can be repeated
  --quick       run shorter rounds on smaller stores
  --json        print all rows as one JSON object on the last line
  --gate        exit with 1 if a row is below half of its target
  --write       write the rows to docs/performance.md and draw docs/performance.svg
  --list        print only the names of the cases
`;

/** The options of the command line. @throws Error for unknown ones. */
export function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      gate: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}

/** Whether a case may have selected rows. */
export function isWantedCase(name: string, only: readonly string[]): boolean {
  return isWantedRow(name, only) || only.some((one) => begins(one, name));
}

export function isWantedRow(name: string, only: readonly string[]): boolean {
  return only.length === 0 || only.some((one) => begins(name, one));
}

/** `accepted/1` begins `accepted/1/p99`, and not `accepted/10`. */
function begins(name: string, prefix: string): boolean {
  const isCutNumber = /\d$/.test(prefix) && /^\d/.test(name.slice(prefix.length));
  return name.startsWith(prefix) && !isCutNumber;
}
