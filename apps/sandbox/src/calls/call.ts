import type { Fault } from '../model/faults.js';
import type { Effect } from '../model/ledger.js';
import type { BrandState, World } from '../model/world.js';

/** A parsed body, not validated. */
export type Body = Readonly<Record<string, unknown>>;

/** A call that passed authentication, with its body and the segments of its path. */
export type CallContext = {
  world: World;
  brand: BrandState;
  body: Body;
  path: string[];
  /** What a fault changes this time. */
  twist: Pick<Fault, 'audience' | 'warnings'>;
};

/** Result of a successful call; `reply` puts it into the shape that the switches select. */
export type Answer = {
  trackId?: string;
  warnings?: string[];
  /** A separate document instead of the usual reply. */
  document?: object;
  /** Plain content, for a lookup of a body. */
  content?: string;
  /** Its effect, for the ledger. */
  did?: Effect;
};

export type Call = (context: CallContext) => Answer;
