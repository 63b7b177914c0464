/** Newsletters that have a send time, and that Omeda is not to send yet: few, whatever the store holds. */
export const UNFINISHED = `send_at IS NOT NULL AND status NOT IN ('no-type', 'archived', 'scheduled',
  'sent', 'sent-after-withdrawal', 'missed', 'withdrawn', 'cancelled')`;
