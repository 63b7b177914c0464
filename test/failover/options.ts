import { parseArgs } from 'node:util';
import { COMMON, commonOptions, positive } from '../crash/common-options.js';
import type { Options as Proof } from '../crash/options.js';

export type Options = Proof & { isSynchronous: boolean };

export const HELP = `npm run test:failover -- [options]: PostgreSQL with a streaming standby, two gateways, three deployers, and
RabbitMQ; the primary is killed again and again while newsletters are on their way, its standby is promoted,
and the old one comes back as the standby. Events are lost, refused, and overtaken, Omeda fails in every way

  --newsletters N   how many (100)
  --at-a-time N     how many at a time (20)
  --asynchronous    the standby lags behind: commits that were answered are gone, and that must be noticed;
                    WordPress sends its newsletters again, and none may be doubled, lost, or mistimed
  --seed N          repeats the same lives, faults, and chances (1)
  --story N         tells what happened to newsletter N
  --json            ends with one line of JSON

PostgreSQL is this machine's; RabbitMQ is RABBITMQ_URL's, or one of its own.
`;

/** @throws {Error} with the cure. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      ...COMMON,
      newsletters: { type: 'string', default: '100' },
      'at-a-time': { type: 'string', default: '20' },
      asynchronous: { type: 'boolean', default: false },
    },
  });
  return {
    ...commonOptions(values),
    atATime: positive('at-a-time', values['at-a-time']),
    isSynchronous: !values.asynchronous,
    embedded: false,
  };
}
