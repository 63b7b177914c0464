import { v5 } from 'uuid';

/** Never change it: that would give every newsletter a new identity. */
const NAMESPACE = '6f1c6d0e-6f0b-5d57-9a55-0c5f8b8f0f5e';

/**
 * The id of a newsletter's deployment: UUIDv5 of site, post id and the UUID the plugin keeps in post
 * meta, so that a reused post number is another newsletter.
 */
export function deploymentId(site: string, postId: number, postUid: string): string {
  return v5(JSON.stringify([site, postId, postUid.toLowerCase()]), NAMESPACE);
}
