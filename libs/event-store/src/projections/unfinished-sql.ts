/** Newsletters that have a send time but are not scheduled at Omeda: few, whatever the store holds. */
export const UNFINISHED = `send_at IS NOT NULL AND status NOT IN ('no-type', 'archived', 'scheduled',
  'sent', 'sent-after-withdrawal', 'missed', 'withdrawn', 'cancelled')`;

/** Omeda sends what it has a time for, whatever else is wrong with it: it was changed there, or a step is late. */
export const NOT_AT_OMEDA = `body #>> '{achieved,scheduled}' IS NULL`;

/** When Omeda sends it: what is withdrawn goes out unless it is taken back there. */
export const OMEDA_SENDS_AT = `(d.body #>> '{achieved,scheduled,sendAt}')::timestamptz`;

const TAKES_BACK = `('unschedule', 'cancel')`;

/**
 * Of `deployment_status` as `d`: Omeda has a time for it, should have none, and that needs a person: the step has
 * failed, or is in trouble while it goes out within ten minutes.
 */
export const NOT_TAKEN_BACK = `d.status NOT IN ('sent', 'sent-after-withdrawal', 'cancelled')
  AND d.body #>> '{achieved,scheduled}' IS NOT NULL
  AND (d.body #>> '{failed,step}' IN ${TAKES_BACK}
    OR d.body #>> '{held,by}' = 'stalled'
    OR d.step IN ${TAKES_BACK} AND ${OMEDA_SENDS_AT} < connector_now() + interval '10 minutes'
      AND (d.due_at < connector_now() - interval '2 minutes'
        OR coalesce(d.body #>> '{due,attempt}', d.body #>> '{running,attempt}')::int > 1
        OR EXISTS (SELECT FROM brand_status AS held WHERE held.brand = d.brand AND held.held)))`;
