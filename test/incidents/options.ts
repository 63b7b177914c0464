import { parseArgs } from 'node:util';

export const HELP = `npm run test:incidents -- [options]: what docs/operating.md has under Alerts is injected for real, one
incident at a time, on a gateway and a deployer over PostgreSQL, RabbitMQ, and the sandbox of Omeda; its alert must
fire, doctor, console, and log must name it, and once it is healed all of that must end

  --only NAME   this incident alone; may be given more than once
  --list        prints the names
  --json        ends with one line of JSON

Servers are started for the run. Needs Chromium, and promtool or the right to fetch it.
`;

/** @throws {Error} that names the incidents there are. */
export function readOptions(args: string[], names: readonly string[]) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', multiple: true, default: [] },
      list: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = values.only.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Error(`--only ${unknown}: there is no such incident. There are: ${names.join(', ')}`);
  }
  return values;
}
