import { parseArgs } from 'node:util';

export const HELP = `npm run bench -- [options]: measures the product beside what is known

  --only NAME   only cases and rows whose names begin so; may be given more than once
  --quick       shorter rounds and smaller stores
  --json        the last line is all rows as one object
  --gate        ends with 1 when a row is below half of its aim
  --write       puts the rows into docs/performance.md and draws docs/performance.svg
  --list        only prints the names of the cases
`;

/** What the command line asks for. @throws Error for what it does not know. */
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

/** Whether a case may have rows that are wanted. */
export function isWantedCase(name: string, only: readonly string[]): boolean {
  return (
    only.length === 0 || only.some((one) => name.startsWith(one) || one.startsWith(`${name}/`))
  );
}

export function isWantedRow(name: string, only: readonly string[]): boolean {
  return only.length === 0 || only.some((one) => name.startsWith(one));
}
