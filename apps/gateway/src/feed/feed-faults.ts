import type { FieldFault } from '../problem/problem.js';

/** A store restored from a backup may end before a reader's position. */
export const BEYOND_THE_END: FieldFault = {
  field: 'after',
  problem: 'is beyond the last event of this store',
  cure: 'The cursor belongs to another store, or this store was restored from a backup. Start over without "after".',
};

/** Sealed with another key or epoch, or a plain position from a limited key. */
export const UNKNOWN_PLACE: FieldFault = {
  field: 'after',
  problem: 'is not a "next" that this key received in this epoch of the feed',
  cure: 'Send "next" unchanged. If the store was restored from a backup, start over without "after".',
};

export const OTHER_EPOCH: FieldFault = {
  field: 'epoch',
  problem: 'is not the current epoch',
  cure: 'The store was restored from a backup, and numbering restarted. Discard "after" and every "streamversion", and read from the start.',
};

/** The same whether such a site exists or not. */
export const NOT_YOUR_SITE: FieldFault = {
  field: 'site',
  problem: 'names a site that your key does not have',
  cure: 'Leave it out for all sites of your key, or ask the operator for a key that has it.',
};
