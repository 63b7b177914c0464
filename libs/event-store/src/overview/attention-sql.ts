import { NOT_AT_OMEDA, NOT_TAKEN_BACK, OMEDA_SENDS_AT } from '../projections/unfinished-sql.js';

/** A step that is overdue longer than this is late: wake-ups come within seconds. */
export const LATE_MS = 2 * 60_000;
/** How near a send time must be to be at risk. */
const SOON_MS = 60 * 60_000;
/** Published without consent, or sent against the editor's will: later than this nobody acts on it any more. */
const FRESH_MS = 3 * 24 * 60 * 60_000;

const ms = (count: number) => `interval '${count / 1000} seconds'`;

/** Reading its results updates a newsletter for days. */
const SENT_AT = `(d.body #>> '{achieved,sent,sentAt}')::timestamptz`;

/** Numbers in Omeda's words (TrackIds, times) differ between newsletters with the same cause. */
const SAME_WORDS = (words: string) =>
  String.raw`regexp_replace(${words}, '\y(?=\w*\d)[\w-]{6,}\y', '…', 'g')`;

/** Each newsletter that needs a person, with the one cause that must be dealt with first. */
const NEEDY = `
SELECT d.deployment_id, d.site, d.brand, d.title, d.status, d.post_id, d.track_id, d.step, d.failed,
  coalesce(CASE WHEN ${NOT_TAKEN_BACK} THEN ${OMEDA_SENDS_AT} END, d.send_at, ${OMEDA_SENDS_AT}) AS send_at,
  CASE
    WHEN ${NOT_TAKEN_BACK} THEN 'not-taken-back'
    WHEN d.status IN ('missed', 'failed') THEN d.status
    WHEN b.held AND d.status <> 'held' AND d.wake_at IS NOT NULL THEN 'brand-held'
    WHEN d.status = 'held' THEN 'held'
    WHEN greatest(d.wake_at, tick.next_at) < now.at - ${ms(LATE_MS)} THEN 'late'
    WHEN d.body #>> '{wanted,intent}' = 'publish' AND d.status = 'incomplete' THEN 'incomplete'
    WHEN d.body #>> '{wanted,intent}' = 'publish' AND d.status <> 'scheduled'
      AND d.send_at BETWEEN now.at AND now.at + ${ms(SOON_MS)} THEN 'at-risk'
    WHEN d.status = 'archived' AND d.updated_at > now.at - ${ms(FRESH_MS)} THEN 'no-consent'
    WHEN d.status = 'sent-after-withdrawal' AND ${SENT_AT} > now.at - ${ms(FRESH_MS)}
      THEN 'sent-after-withdrawal'
  END AS kind,
  coalesce(d.body #>> '{held,by}', '') AS held_by,
  b.words AS brand_words, b.body #>> '{held,since}' AS brand_since,
  d.body, d.due_at, d.updated_at, ${SENT_AT} AS sent_at, now.at AS now
FROM deployment_status d
CROSS JOIN (SELECT connector_now() AS at) now
LEFT JOIN brand_status b ON b.brand = d.brand
LEFT JOIN tick ON tick.deployment_id = d.deployment_id AND tick.wake_key = d.wake_key
WHERE d.status NOT IN ('sent', 'cancelled') AND ($1::text IS NULL OR d.site = $1)
  AND ($2::text IS NULL OR d.brand = $2)`;

/** The cause in words, and since when. */
const EXPLAINED = `
SELECT needy.*,
  ${SAME_WORDS(`CASE kind
    WHEN 'not-taken-back' THEN coalesce(body #>> '{failed,words}', body #>> '{held,reason}', brand_words,
      body #>> '{lastError,words}', '')
    WHEN 'failed' THEN body #>> '{failed,words}'
    WHEN 'brand-held' THEN brand_words
    WHEN 'held' THEN coalesce(body #>> '{held,reason}', 'Three starts of a step had no outcome.')
    WHEN 'missed' THEN coalesce(body #>> '{lastError,words}', '')
    WHEN 'incomplete' THEN body #>> '{problems,0,words}'
    ELSE '' END`)} AS words,
  CASE WHEN kind = 'failed' THEN coalesce(body #>> '{failed,step}', '')
    WHEN kind = 'not-taken-back' THEN coalesce(body #>> '{failed,step}', step, '')
    WHEN kind IN ('late', 'at-risk') THEN coalesce(step, '')
    ELSE '' END AS cause_step,
  coalesce(CASE kind
    WHEN 'failed' THEN (body #>> '{failed,at}')::timestamptz
    WHEN 'not-taken-back' THEN coalesce((body #>> '{failed,at}')::timestamptz, (body #>> '{held,at}')::timestamptz, due_at)
    WHEN 'brand-held' THEN brand_since::timestamptz
    WHEN 'late' THEN due_at
    WHEN 'sent-after-withdrawal' THEN sent_at
    ELSE (body #>> '{held,at}')::timestamptz END, updated_at) AS since
FROM (${NEEDY}) needy WHERE kind IS NOT NULL`;

const KEYED = `
SELECT explained.*,
  md5(concat_ws('|', kind, brand, held_by, cause_step, coalesce(words, ''))) AS key
FROM (${EXPLAINED}) explained`;

/** $1 a site or null, $2 a brand or null. */
export const GROUPS = `
SELECT key, kind, brand, nullif(held_by, '') AS "heldBy", nullif(cause_step, '') AS step,
  coalesce(words, '') AS words, count(*)::int AS count,
  bool_and(failed) AS "hasFailed", min(since) AS since, max(since) AS latest,
  min(send_at) FILTER (WHERE send_at > now) AS "nextSendAt",
  count(*) FILTER (WHERE send_at BETWEEN now AND now + ${ms(SOON_MS)})::int AS soon,
  array_agg(DISTINCT site) AS sites,
  (array_agg(title ORDER BY send_at <= now, send_at, deployment_id))[1:3] AS titles
FROM (${KEYED}) keyed
GROUP BY key, kind, brand, held_by, cause_step, words
ORDER BY min(send_at) FILTER (WHERE send_at > now) NULLS LAST, count(*) DESC, key`;

/** What goes out within $3 milliseconds but is not scheduled at Omeda, by brand; the first and its cause. */
export const NEAR = `
SELECT brand, count(*)::int AS count, min(send_at) AS "nextSendAt", array_agg(DISTINCT site) AS sites,
  (array_agg(title ORDER BY send_at, deployment_id))[1:3] AS titles,
  (array_agg(key ORDER BY send_at, deployment_id))[1] AS key
FROM (${KEYED}) keyed
WHERE kind NOT IN ('missed', 'no-consent', 'sent-after-withdrawal') AND ${NOT_AT_OMEDA}
  AND send_at < now + $3 * interval '1 ms'
GROUP BY brand ORDER BY min(send_at), brand`;

/** $3 the key of a group, $4 the limit; what goes out first comes first. */
export const MEMBERS = `
SELECT deployment_id AS "deploymentId", site, brand, title, status, post_id::int AS "postId",
  track_id AS "trackId", send_at AS "sendAt", since
FROM (${KEYED}) keyed WHERE key = $3
ORDER BY send_at NULLS LAST, deployment_id LIMIT $4`;
