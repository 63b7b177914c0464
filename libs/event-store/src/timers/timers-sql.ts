/** A handler's next wake-up stands until the reason changes. */
export const NEXT_OF_SAME_KEY = 'CASE WHEN tick.wake_key = excluded.wake_key THEN tick.next_at END';

export const COLUMNS = `tick.deployment_id, tick.wake_key, tick.n, tick.sent_at, tick.deliveries`;

/** Several wake-ups are always locked in this order, to avoid deadlocks. */
export const IN_ORDER = 'ORDER BY deployment_id';

/** Wake-ups to be updated, locked in order; as a table named `mine`. */
export const lockedWakeUps = (condition: string) =>
  `(SELECT deployment_id FROM tick WHERE ${condition} ${IN_ORDER} FOR UPDATE) AS mine`;

/** Enters the chosen ones into `tick`; of two takers only one does, the other gets no row. */
const ENTER = `
entered AS (
  INSERT INTO tick (deployment_id, wake_key, n, sent_at, not_before, deliveries)
  SELECT deployment_id, key, 1, connector_now(), connector_now() + $2 * interval '1 ms', 1
  FROM chosen ${IN_ORDER}
  ON CONFLICT (deployment_id) DO UPDATE SET
    wake_key = excluded.wake_key, n = tick.n + 1, sent_at = excluded.sent_at,
    not_before = excluded.not_before, parked_reason = NULL, next_at = ${NEXT_OF_SAME_KEY},
    deliveries = CASE WHEN tick.wake_key = excluded.wake_key THEN tick.deliveries + 1 ELSE 1 END`;

export const RETURN = `
SELECT entered.*, chosen.wake_at, chosen.due_id, chosen.step, chosen.attempt, chosen.brand,
  chosen.site, chosen.post_id
FROM entered JOIN chosen USING (deployment_id) ORDER BY chosen.wake_at`;

export const STATUS = `status.deployment_id, status.wake_at, status.due_id, status.step, status.brand,
  status.site, status.post_id, coalesce((status.body -> 'due' ->> 'attempt')::int,
    (status.body -> 'running' ->> 'attempt')::int) AS attempt`;

/**
 * A held brand's newsletter whose send time passed is due for that, whatever else it waits for: once
 * for each version, as the same state leads to the same decision.
 */
export const KEY = `CASE
  WHEN brand.held AND status.send_at <= connector_now() AND status.wake_key LIKE 'due:%'
    AND status.status <> 'scheduled' THEN 'miss:' || status.send_at::text || ':' || status.version
  ELSE status.wake_key END`;

export const NOT_WAITING = `(tick.wake_key <> key OR
  (tick.parked_reason IS NULL AND tick.not_before <= connector_now()))`;

/** $1 limit, $2 visibility in ms. */
export const TAKE = `
WITH chosen AS (
  SELECT * FROM (
    SELECT ${STATUS}, ${KEY} AS key, coalesce(brand.held, false) AS is_held
    FROM deployment_status AS status LEFT JOIN brand_status AS brand ON brand.brand = status.brand
    WHERE status.wake_at <= connector_now()
  ) AS due
  WHERE (NOT is_held OR key LIKE 'miss:%')
    AND NOT EXISTS (SELECT 1 FROM tick
      WHERE tick.deployment_id = due.deployment_id AND NOT ${NOT_WAITING})
  ORDER BY wake_at LIMIT $1
),
${ENTER}
  WHERE tick.wake_key <> excluded.wake_key
    OR (tick.parked_reason IS NULL AND tick.not_before <= connector_now())
  RETURNING ${COLUMNS}
)
${RETURN}`;

/** $1 visibility in ms. The claim on a brand's probe, if one is due and something can probe. */
export const CLAIM_PROBES = `
INSERT INTO brand_probe (brand, claimed_until)
SELECT brand.brand, connector_now() + $1 * interval '1 ms' FROM brand_status AS brand
WHERE brand.held AND brand.probe_at <= connector_now()
  AND EXISTS (SELECT 1 FROM deployment_status AS status WHERE status.brand = brand.brand
    AND status.wake_at <= connector_now() AND status.wake_key NOT LIKE 'miss:%')
ON CONFLICT (brand) DO UPDATE SET claimed_until = excluded.claimed_until
  WHERE brand_probe.claimed_until <= connector_now()
RETURNING brand`;

/** $1 brand, $2 visibility in ms. */
export const TAKE_PROBE = `
WITH chosen AS (
  SELECT ${STATUS}, status.wake_key AS key FROM deployment_status AS status
  WHERE status.brand = $1 AND status.wake_at <= connector_now()
    AND status.wake_key NOT LIKE 'miss:%'
    AND NOT EXISTS (SELECT 1 FROM tick WHERE tick.deployment_id = status.deployment_id
      AND tick.wake_key = status.wake_key AND tick.parked_reason IS NOT NULL)
  ORDER BY status.wake_at LIMIT 1
),
${ENTER}
  RETURNING ${COLUMNS}
)
${RETURN}`;

/** $1 brand. */
export const WAKE_AGAIN = `
UPDATE tick SET not_before = connector_now() FROM ${lockedWakeUps(`deployment_id IN (
  SELECT status.deployment_id FROM deployment_status AS status
  WHERE status.brand = $1 AND status.wake_key LIKE 'due:%' AND status.wake_at <= connector_now())`)}
WHERE tick.deployment_id = mine.deployment_id AND tick.not_before > connector_now()`;

/**
 * The earliest of what is due or postponed, of what comes next, and of probes. However much only waits,
 * just the first of it is read.
 */
export const MS_UNTIL_NEXT = `
SELECT extract(epoch FROM min(at) - connector_now()) * 1000 AS ms FROM (
  SELECT CASE WHEN tick.wake_key = status.wake_key
    THEN greatest(status.wake_at, tick.not_before) ELSE status.wake_at END AS at
  FROM deployment_status AS status
  LEFT JOIN tick ON tick.deployment_id = status.deployment_id
  LEFT JOIN brand_status AS brand ON brand.brand = status.brand
  WHERE status.wake_at <= connector_now() AND NOT coalesce(brand.held, false)
    AND (tick.parked_reason IS NULL OR tick.wake_key <> status.wake_key)
  UNION ALL (
    SELECT status.wake_at FROM deployment_status AS status
    WHERE status.wake_at > connector_now()
      AND NOT EXISTS (SELECT FROM brand_status AS brand WHERE brand.brand = status.brand AND held)
    ORDER BY status.wake_at LIMIT 1
  )
  UNION ALL
  SELECT greatest(brand.probe_at, probe.claimed_until) FROM brand_status AS brand
  LEFT JOIN brand_probe AS probe ON probe.brand = brand.brand WHERE brand.held
) AS next`;

/** $1 limit, $2 retention in days: of newsletters that wait for nothing any more. */
export const REMOVE_ENDED = `
WITH gone AS (
  DELETE FROM tick WHERE deployment_id IN (
    SELECT tick.deployment_id FROM tick JOIN deployment_status AS status USING (deployment_id)
    WHERE status.wake_at IS NULL AND tick.parked_reason IS NULL
      AND tick.sent_at < connector_now() - $2 * interval '1 day'
    ORDER BY tick.deployment_id LIMIT $1 FOR UPDATE OF tick SKIP LOCKED)
  RETURNING 1
)
SELECT count(*)::int AS count FROM gone`;
