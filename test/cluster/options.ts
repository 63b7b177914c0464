import { type Options, positive } from '../crash/options.js';
import { parseArgs } from 'node:util';

export const HELP = `npm run test:cluster -- [options]: three nodes of RabbitMQ on this machine, two gateways and three deployers;
a node at a time is killed, stopped, or frozen while newsletters are on their way, events are lost,
refused, and overtaken, Omeda fails in every way, and nothing may be doubled, lost, or mistimed

  --newsletters N   how many (200)
  --at-a-time N     how many at a time (40)
  --seed N          repeats the same lives, faults, and chances (1)
  --json            ends with one line of JSON

PostgreSQL is DATABASE_URL's server, or one of its own.
`;

/** @throws {Error} with the cure. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      newsletters: { type: 'string', default: '200' },
      'at-a-time': { type: 'string', default: '40' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    newsletters: positive('newsletters', values.newsletters),
    atATime: positive('at-a-time', values['at-a-time']),
    seed: positive('seed', values.seed),
    embedded: false,
    story: undefined,
    json: values.json,
    help: values.help,
  };
}
