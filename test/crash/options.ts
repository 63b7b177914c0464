import { parseArgs } from 'node:util';
import { COMMON, type CommonOptions, commonOptions, positive } from './common-options.js';

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

export type Options = CommonOptions & { atATime: number; embedded: boolean };

/** @throws {Error} with the cure. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      ...COMMON,
      newsletters: { type: 'string', default: '300' },
      'at-a-time': { type: 'string', default: '60' },
      embedded: { type: 'boolean', default: false },
    },
  });
  return {
    ...commonOptions(values),
    atATime: positive('at-a-time', values['at-a-time']),
    embedded: values.embedded,
  };
}
