import { parseArgs } from 'node:util';

export const HELP = `npm run test:crash -- [options]: processes are killed and frozen while newsletters are on their way,
events are lost, refused and overtaken, Omeda fails in every way, and nothing may be doubled,
lost, mistimed, left over, or sent that nobody consented to

  --newsletters N   how many (300)
  --at-a-time N     how many at a time (60)
  --seed N          repeats the same lives, faults and chances (1)
  --embedded        three whole processes on the embedded transport, instead of
                    two gateways, three deployers and RabbitMQ
  --story N         tells what happened to newsletter N
  --json            ends with one line of JSON

PostgreSQL is DATABASE_URL's server, or one of its own; RabbitMQ is RABBITMQ_URL's, or one of its own.
`;

/** @throws {Error} with the cure. */
export function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      newsletters: { type: 'string', default: '300' },
      'at-a-time': { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      embedded: { type: 'boolean', default: false },
      story: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    newsletters: positive('newsletters', values.newsletters),
    atATime: positive('at-a-time', values['at-a-time']),
    seed: positive('seed', values.seed),
    embedded: values.embedded,
    story: values.story === undefined ? undefined : positive('story', values.story),
    json: values.json,
    help: values.help,
  };
}

export type Options = ReturnType<typeof readOptions>;

/** @throws {Error} that names the option. */
export function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${name} must be a whole number from 1, not '${text}'.`);
}
