import { parseArgs } from 'node:util';
import { COMMON, commonOptions, positive } from '../crash/common-options.js';
import type { Options as Proof } from '../crash/options.js';
import { KINDS, type Kind } from './trouble.js';

export type Options = Proof & { kinds: readonly Kind[]; isQuick: boolean };

export const HELP = `npm run test:cluster -- [options]: three nodes of RabbitMQ on this machine, two gateways and three deployers;
nodes are killed, stopped, frozen, cut off, joined, removed, and restarted while newsletters are on
their way, events are lost, refused, and overtaken, Omeda fails in every way, and nothing may be
doubled, lost, or mistimed, and no announcement may be missing

  --newsletters N   how many (200)
  --at-a-time N     how many at a time (40)
  --only KIND       what happens; again for several: ${KINDS.join(', ')}
  --quick           happens to one node, and not to each
  --seed N          repeats the same lives, faults, and chances (1)
  --story N         tells what happened to newsletter N
  --json            ends with one line of JSON

PostgreSQL is DATABASE_URL's server, or one of its own. RabbitMQ is this machine's, or, if BROKER_HOME is
set, the one in that folder: Debian's packages of RabbitMQ and Erlang, unpacked with "dpkg -x"; of a newer Debian
together with libc6 and the libraries that Erlang needs.
`;

/** @throws {Error} with the cure. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      ...COMMON,
      newsletters: { type: 'string', default: '200' },
      'at-a-time': { type: 'string', default: '40' },
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
    },
  });
  return {
    ...commonOptions(values),
    atATime: positive('at-a-time', values['at-a-time']),
    kinds: values.only.length > 0 ? values.only.map(kindOf) : KINDS,
    isQuick: values.quick,
    embedded: false,
  };
}

function kindOf(name: string): Kind {
  const kind = KINDS.find((one) => one === name);
  if (kind) return kind;
  throw new Error(`--only must be one of ${KINDS.join(', ')}, not '${name}'.`);
}
