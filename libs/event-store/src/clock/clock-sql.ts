/** The clock's row and the server's clock at one moment; all in milliseconds. */
export const READING = `
  extract(epoch FROM server_clock())::float8 * 1000 - jumps_ms AS "clockMs",
  jumps_ms::float8 AS "jumpsMs", extract(epoch FROM seen_since)::float8 * 1000 AS "seenSinceMs",
  extract(epoch FROM seen_at)::float8 * 1000 AS "seenAtMs",
  extract(epoch FROM jumped_at)::float8 * 1000 AS "jumpedAtMs", steady_ms AS "steadyMs"`;

/** Of the even clock, from milliseconds. */
const at = (parameter: string) => `to_timestamp(${parameter}::float8 / 1000)`;

/** $1 since when this process has seen it move evenly, $2 now. A gap restarts the record. */
export const SEE = `
UPDATE clock SET seen_since = CASE WHEN seen_at >= ${at('$1')} THEN seen_since ELSE ${at('$1')} END,
  seen_at = ${at('$2')}
WHERE seen_at < ${at('$2')}`;

const EVEN = "server_clock() - (jumps_ms + $1) * interval '1 ms'";

/** $1 the jump, $2 the sum of those before it, as read: of several processes that notice it, one records it. */
export const JUMPED = `
UPDATE clock SET jumps_ms = jumps_ms + $1,
  jumped_at = ${EVEN}, seen_since = ${EVEN}, seen_at = ${EVEN},
  began_at = CASE WHEN jumped_at IS NULL
    THEN server_clock() - (jumps_ms + $1 - accepted_ms) * interval '1 ms' ELSE began_at END,
  began_position = CASE WHEN jumped_at IS NULL
    THEN (SELECT coalesce(max(position), 0) FROM event) ELSE began_position END
WHERE jumps_ms = $2
RETURNING jumps_ms`;

const FAR = "connector_now() + $2::float8 * interval '1 ms'";
const BACK = "$1::float8 * interval '1 ms'";

/**
 * Bookkeeping written by a clock that was ahead waits for times in the far future. $1 by how much
 * to move it, less than 0; $2: what lies further ahead than this is moved.
 */
export const PULL_BACK = [
  `UPDATE tick SET not_before = not_before + ${BACK}, next_at = next_at + ${BACK}
   FROM (SELECT deployment_id FROM tick WHERE not_before > ${FAR}
     ORDER BY deployment_id FOR UPDATE) AS mine
   WHERE tick.deployment_id = mine.deployment_id`,
  `UPDATE lease SET until = until + ${BACK} WHERE until > ${FAR}`,
  `UPDATE brand_probe SET claimed_until = claimed_until + ${BACK} WHERE claimed_until > ${FAR}`,
];

/** Whether the clock was steady for long enough, and what to accept in that case. */
export const LASTING = `
SELECT (jumps_ms - accepted_ms)::float8 AS "byMs", connector_now() AS now, began_at AS "beganAt",
  began_position AS "beganPosition"
FROM clock
WHERE server_clock() - jumps_ms * interval '1 ms' >= jumped_at + steady_ms * interval '1 ms'
FOR UPDATE`;

/** What is written from here on is right, unless the clock jumps again. */
export const ACCEPT = `
UPDATE clock SET accepted_ms = jumps_ms, began_at = server_clock(),
  began_position = (SELECT coalesce(max(position), 0) FROM event)`;

/** $1 by how much, $2 tolerance, $3 now: the step that this one reverts. */
export const UNDONE = `
UPDATE clock_step SET is_open = false WHERE no = (
  SELECT no FROM clock_step WHERE is_open AND abs(by_ms + $1) <= $2
    AND began_at > $3::timestamptz - interval '1 day' ORDER BY no DESC LIMIT 1)
RETURNING began_at AS "beganAt", after_position AS "afterPosition"`;

export const ADD_STEP = `
INSERT INTO clock_step (by_ms, from_at, to_at, after_position, began_at, is_open)
VALUES ($1, $2, $3, $4, $5, $6)`;

/** Steps whose streams may still be wrong. */
export const UNREPAIRED = `
SELECT no, by_ms::float8 AS "byMs", from_at AS "from", to_at AS "to",
  after_position AS "afterPosition"
FROM clock_step WHERE NOT is_repaired ORDER BY no`;

/** $1 position, $2 instant: streams that were written after either. */
export const WRITTEN_AFTER = `
SELECT DISTINCT category, stream_id AS id FROM event WHERE position > $1
UNION SELECT 'deployment', deployment_id::text FROM deployment_status WHERE updated_at > $2
UNION SELECT 'brand', brand FROM brand_status WHERE updated_at > $2`;

/** It is steady, and nothing is left to correct. */
export const STEADY = `
UPDATE clock SET jumped_at = NULL, began_at = NULL, began_position = NULL
WHERE jumped_at IS NOT NULL AND jumps_ms = accepted_ms
  AND server_clock() - jumps_ms * interval '1 ms' >= jumped_at + steady_ms * interval '1 ms'
  AND NOT EXISTS (SELECT FROM clock_step WHERE NOT is_repaired)`;
