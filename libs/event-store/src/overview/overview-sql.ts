/** $1 from, $2 to, $3 time zone, $4 a site or null: how many go out on which day. */
export const CALENDAR = `
SELECT to_char(send_at AT TIME ZONE $3, 'YYYY-MM-DD') AS day, brand, status, count(*)::int AS count
FROM deployment_status
WHERE send_at >= $1 AND send_at < $2 AND status NOT IN ('cancelled', 'withdrawn', 'no-type')
  AND ($4::text IS NULL OR site = $4)
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;

/** When steps are due, by the hour. $1 number of hours. */
export const UPCOMING = `
SELECT hour, count(d.wake_at)::int AS count
FROM generate_series(date_trunc('hour', connector_now()),
  date_trunc('hour', connector_now()) + ($1 - 1) * interval '1 hour', interval '1 hour') AS hour
LEFT JOIN deployment_status d
  ON d.wake_at >= greatest(hour, connector_now()) AND d.wake_at < hour + interval '1 hour'
GROUP BY hour ORDER BY hour`;

/** Steps in progress at a deployer. */
export const RUNNING = `
SELECT deployment_id AS "deploymentId", title, site, brand, body #>> '{running,step}' AS step,
  (body #>> '{running,since}')::timestamptz AS since
FROM deployment_status
WHERE step IS NOT NULL AND body -> 'running' <> 'null'::jsonb
ORDER BY since LIMIT 100`;

/** By brand: how many are waiting to be scheduled, and the first that goes out. */
export const BRANDS = `
SELECT d.brand, count(*) FILTER (WHERE d.status NOT IN
  ('incomplete', 'missed', 'held', 'failed', 'scheduled', 'withdrawn'))::int AS open, min(d.send_at) FILTER (WHERE d.send_at > connector_now()
  AND d.status <> 'scheduled' AND d.body #>> '{wanted,intent}' = 'publish') AS "nextSendAt"
FROM deployment_status d
WHERE d.status NOT IN ('sent', 'sent-after-withdrawal', 'cancelled', 'archived', 'no-type')
GROUP BY d.brand`;

/** The wake-up of a newsletter: what the sweeper and the transport did with it. */
export const WAKE_UP = `
SELECT d.wake_at AS "wakeAt", tick.n, tick.sent_at AS "sentAt", tick.not_before AS "notBefore",
  tick.deliveries, tick.parked_reason AS "parkedReason"
FROM deployment_status d
LEFT JOIN tick ON tick.deployment_id = d.deployment_id AND tick.wake_key = d.wake_key
WHERE d.deployment_id = $1`;
