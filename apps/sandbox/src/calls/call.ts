import type { Fault } from '../model/faults.js';
import type { Effect } from '../model/ledger.js';
import type { BrandState, World } from '../model/world.js';

/** A parsed body: nothing in it is certain. */
export type Body = Readonly<Record<string, unknown>>;

/** A call that passed authentication, with its body and the segments of its path. */
export type CallContext = {
  world: World;
  brand: BrandState;
  body: Body;
  path: string[];
  /** What turns out otherwise than usual this time. */
  twist: Pick<Fault, 'audience' | 'warnings'>;
};

/** What a successful call answers; `reply` puts it into the shape that the switches ask for. */
export type Answer = {
  trackId?: string;
  warnings?: string[];
  /** A document of its own instead of the usual reply. */
  document?: object;
  /** Plain content, for looking up a body. */
  content?: string;
  /** What the ledger says of it. */
  did?: Effect;
};

export type Call = (context: CallContext) => Answer;
