import { parseArgs } from 'node:util';

export const HELP = `npm run test:subscriber -- [options]: newsletters travel while the gateway, RabbitMQ, and a subscriber
are killed and restarted, one subscriber sleeps, and one fails every tenth time; each door must end
with the same table of what goes out when as the store, each event once

  --newsletters N   how many (20)
  --sleep N         seconds that one subscriber sleeps (8)
  --json            ends with one line of JSON

PostgreSQL is DATABASE_URL's server, or one of its own. RabbitMQ is RABBITMQ_URL's, which is not
restarted then, or one of its own.
`;

/** @throws {Error} with the cure. */
export function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      newsletters: { type: 'string', default: '20' },
      sleep: { type: 'string', default: '8' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    newsletters: positive('newsletters', values.newsletters),
    sleepMs: positive('sleep', values.sleep) * 1_000,
    json: values.json,
    help: values.help,
  };
}

export type Options = ReturnType<typeof readOptions>;

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${name} must be a whole number from 1, not '${text}'.`);
}
