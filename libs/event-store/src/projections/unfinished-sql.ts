/** Newsletters that have a send time, and that Omeda is not to send yet: few, whatever the store holds. */
export const UNFINISHED = `send_at IS NOT NULL AND status NOT IN ('no-type', 'archived', 'scheduled',
  'sent', 'sent-after-withdrawal', 'missed', 'withdrawn', 'cancelled')`;

/** Omeda sends what it has a time for, whatever is wrong with it otherwise: somebody changed it there, or a step is late. */
export const NOT_AT_OMEDA = `body #>> '{achieved,scheduled}' IS NULL`;
