import { Closing } from './closing.js';
import type { Field } from './field.js';
import { EMBEDDED, Newsroom, ON_RABBIT, SITES } from './newsroom.js';
import type { Options } from './options.js';
import { Progress } from './progress.js';
import { type Say, Round } from './round.js';
import type { Proof } from './verdict.js';

/** One whole round. */
export async function prove(options: Options, say: Say, field: Field = {}): Promise<Proof> {
  const closing = new Closing().onSignals();
  const progress = new Progress();
  const { sites = SITES } = field;
  try {
    const kinds = options.embedded ? EMBEDDED : ON_RABBIT;
    const room = await Newsroom.open(kinds, { closing, progress, services: field, sites });
    await room.start();
    field.started?.(room.members);
    say(`${room.members.length} processes are up`);
    return await new Round(options, { room, progress, field }, say).run();
  } finally {
    await closing.run();
  }
}
