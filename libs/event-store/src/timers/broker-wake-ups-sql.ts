import {
  COLUMNS,
  IN_ORDER,
  KEY,
  NEXT_OF_SAME_KEY,
  NOT_WAITING,
  RETURN,
  STATUS,
  lockedWakeUps,
} from './timers-sql.js';

/** Milliseconds as an interval. */
export const ms = (expression: string) => `(${expression}) * interval '1 ms'`;

/**
 * Enters the chosen ones as sent to the broker. `not_before` is when the broker must have lost it:
 * $3 ms after it is due, doubled with each time it was sent for the same reason, up to $4 ms.
 */
const SEND = `
entered AS (
  INSERT INTO tick (deployment_id, wake_key, n, sent_at, not_before, deliveries)
  SELECT deployment_id, key, 1, connector_now(),
    greatest(wake_at, connector_now()) + ${ms('$3')}, 1
  FROM chosen ${IN_ORDER}
  ON CONFLICT (deployment_id) DO UPDATE SET
    wake_key = excluded.wake_key, n = tick.n + 1, sent_at = excluded.sent_at, parked_reason = NULL,
    next_at = ${NEXT_OF_SAME_KEY},
    not_before = CASE WHEN tick.wake_key <> excluded.wake_key THEN excluded.not_before
      ELSE excluded.not_before + ${ms('least($4, $3 * 2 ^ least(tick.deliveries, 20)) - $3')} END,
    deliveries = CASE WHEN tick.wake_key = excluded.wake_key THEN tick.deliveries + 1 ELSE 1 END`;

const WITH_BRAND = `
  FROM deployment_status AS status LEFT JOIN brand_status AS brand ON brand.brand = status.brand`;

/**
 * The tables `chosen` and `entered`: what these deployments wait for now. $2 how near a wake-up must be,
 * in ms; `again`: whether to send what was sent before. Expired leases are left to the sweep: usually
 * the outcome comes first.
 */
export const enterTouched = (isTouched: string, again: string) => `
chosen AS (
  SELECT ${STATUS}, status.wake_key AS key ${WITH_BRAND}
  WHERE ${isTouched}
    AND status.wake_at <= connector_now() + ${ms('$2')}
    AND status.wake_key NOT LIKE 'lease:%' AND NOT coalesce(brand.held, false)
    AND NOT EXISTS (SELECT 1 FROM tick WHERE tick.deployment_id = status.deployment_id
      AND tick.wake_key = status.wake_key AND (tick.parked_reason IS NOT NULL OR NOT ${again}))
),
${SEND}
  WHERE tick.wake_key <> excluded.wake_key OR (${again} AND tick.parked_reason IS NULL)
  RETURNING ${COLUMNS}
)`;

/** $1 deployments, $2 as above, $5 whether again. */
export const ENTER_TOUCHED = `
WITH ${enterTouched('status.deployment_id = ANY ($1::uuid[])', '$5')}
${RETURN}`;

/** $1 limit, $2 how near a wake-up must be, in ms. */
export const SWEEP = `
WITH chosen AS (
  SELECT * FROM (
    SELECT ${STATUS}, ${KEY} AS key, coalesce(brand.held, false) AS is_held ${WITH_BRAND}
    WHERE status.wake_at <= connector_now() + ${ms('$2')}
  ) AS due
  WHERE (NOT is_held OR key LIKE 'miss:%')
    AND (key NOT LIKE 'lease:%' OR wake_at <= connector_now())
    AND NOT EXISTS (SELECT 1 FROM tick
      WHERE tick.deployment_id = due.deployment_id AND NOT ${NOT_WAITING})
  ORDER BY wake_at LIMIT $1
),
${SEND}
  WHERE tick.wake_key <> excluded.wake_key
    OR (tick.parked_reason IS NULL AND tick.not_before <= connector_now())
  RETURNING ${COLUMNS}
)
${RETURN}`;

/** $1 deployment, $2 key, $3 its n, $4 delay, $5 longest delay of the broker, $6 overdue, in ms. */
export const LATER = `
WITH postponed AS (
  UPDATE tick SET deliveries = 0, n = $3::int + 1,
    next_at = connector_now() + ${ms('$4::float8')},
    not_before = connector_now() + ${ms('$4::float8 + CASE WHEN $4 > $5::float8 THEN 0 ELSE $6::float8 END')}
  WHERE deployment_id = $1 AND wake_key = $2 AND n <= $3::int
  RETURNING 1)
SELECT count(*)::int AS count FROM postponed`;

/** $1 deployments. */
export const TAKE_BACK = `
UPDATE tick SET not_before = connector_now(), deliveries = 0
FROM ${lockedWakeUps('deployment_id = ANY ($1::uuid[])')}
WHERE tick.deployment_id = mine.deployment_id AND tick.parked_reason IS NULL`;
