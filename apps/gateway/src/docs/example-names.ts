import { v5 } from 'uuid';
import { deploymentId } from '#events';
import type { Sites } from '#sites';

/** The post that `npm run send-event` reports by default. */
const POST = 1;

/** A post's uid as our examples have it: the same post of a site is the same newsletter. */
export function exampleUid(site: string, post: number): string {
  return v5(`${site}/${post}`, v5.URL);
}

/**
 * What the document's examples name: a newsletter that exists once `npm run send-event` has sent
 * it. A site is named only if it is the only one, or the one made at the first start.
 */
export function exampleNames({ sites }: Sites) {
  const [only] = sites.size === 1 ? sites.keys() : [];
  const site = sites.has('demo') ? 'demo' : (only ?? 'daily');
  const uid = exampleUid(site, POST);
  return { site, post: POST, uid, id: deploymentId(site, POST, uid) };
}

export type ExampleNames = ReturnType<typeof exampleNames>;
