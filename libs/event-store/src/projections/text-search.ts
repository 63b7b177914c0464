import type { SelectQueryBuilder } from 'typeorm';
import type { DeploymentStatusEntity } from '../entities/deployment-status.entity.js';

type Query = SelectQueryBuilder<DeploymentStatusEntity>;

/** This many of the newest are read one by one: a text that many titles have fills a page from them. */
const NEWEST = 2_000;

/** What people paste into a search: a title, Omeda's number, or WordPress's. */
const MATCHES = `(strpos(lower(d.title), lower(:text)) > 0
  OR d.trackId = upper(trim(:text)) OR CAST(d.postId AS text) = trim(:text))`;

const INDEXED = `(step IS NULL OR status IN ('sent', 'cancelled'))`;
const TERMS = 'search_terms(title, track_id, post_id) COLLATE "C"';

/** The index finds more than matches, and omits unfinished rows. Separate: a plan from newest to oldest reads all. */
export const CANDIDATES = `
SELECT deployment_id FROM deployment_status WHERE ${INDEXED} AND ${TERMS} @> title_terms(:text)
UNION ALL SELECT deployment_id FROM deployment_status
WHERE ${INDEXED} AND ${TERMS} @> ARRAY['#' || upper(trim(:text))]
UNION ALL SELECT deployment_id FROM deployment_status
WHERE step IS NOT NULL AND status NOT IN ('sent', 'cancelled')`;

const PLACE = '(d.createdAt, d.deploymentId)';
const EDGE = ['d.createdAt', 'd.deploymentId'];

/** The first `limit` rows of an ordered query whose title has the text, or whose numbers are the text. */
export async function searched(
  query: Query,
  text: string,
  limit: number,
): Promise<DeploymentStatusEntity[]> {
  const matching = query.clone().andWhere(MATCHES, { text }).limit(limit);
  const edge = await query.clone().select(EDGE).offset(NEWEST).limit(1).getOne();
  if (!edge) return matching.getMany();
  const { createdAt, deploymentId } = edge;
  const beyond = { edgeAt: createdAt, edgeId: deploymentId };
  const newest = await matching.clone().andWhere(`${PLACE} > (:edgeAt, :edgeId)`, beyond).getMany();
  if (newest.length === limit) return newest;
  const older = matching.andWhere(`${PLACE} <= (:edgeAt, :edgeId)`, beyond);
  // Fewer characters have no terms.
  if (Array.from(text).length >= 3) {
    older.addCommonTableExpression(CANDIDATES, 'candidate', { materialized: true });
    older.andWhere('d.deploymentId IN (SELECT deployment_id FROM candidate)');
  }
  return [...newest, ...(await older.limit(limit - newest.length).getMany())];
}
