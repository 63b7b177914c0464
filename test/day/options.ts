import { parseArgs } from 'node:util';
import { COMMON, commonOptions, positive } from '../crash/common-options.js';
import type { Options as Proof } from '../crash/options.js';

export type Options = Proof & { minutes: number };

export const HELP = `npm run test:day -- [options]: a day in an hour. Newsletters of 20 sites begin all day long; nodes of a RabbitMQ
cluster and the PostgreSQL primary go and come back, processes are killed and frozen, Omeda fails in every way.
After a tenth of the day at rest (a minute at least), a newsletter is judged, and its post is trashed. Nothing may be doubled, lost, or mistimed, no announcement may be missing, and memory and connections stay flat

  --minutes N       how long the day is (60)
  --newsletters N   how many (2000)
  --seed N          repeats the same lives, faults, and chances (1)
  --story N         tells what happened to newsletter N
  --json            ends with one line of JSON

PostgreSQL and RabbitMQ are this machine's; BROKER_HOME names another RabbitMQ, as for test:cluster.
`;

/** No newsletter waits for another to come to rest. */
const AT_A_TIME = 400;

/** @throws {Error} with the cure. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      ...COMMON,
      minutes: { type: 'string', default: '60' },
      newsletters: { type: 'string', default: '2000' },
    },
  });
  return {
    ...commonOptions(values),
    minutes: positive('minutes', values.minutes),
    atATime: AT_A_TIME,
    embedded: false,
  };
}
