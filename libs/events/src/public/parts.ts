import type { DeploymentEventMap } from '../deployment-events.js';
import type { Person } from '../people.js';
import { withoutAddresses } from '../without-addresses.js';

/** Undefined for an erased person. */
export function nameOf({ name, erased }: Person = {}): string | null {
  return name && !erased ? withoutAddresses(name) : null;
}

type Made = Pick<DeploymentEventMap['DeploymentCreated'], 'trackId' | 'generation' | 'name'>;

export function created({ trackId, generation, name }: Made, adopted: boolean) {
  return { trackId, generation, name, adopted };
}

type Content = Pick<DeploymentEventMap['TestSent'], 'trackId' | 'revision' | 'contentHash'>;

export function contentAt({ trackId, revision, contentHash }: Content) {
  return { trackId, revision, contentHash };
}

type Sending = Pick<DeploymentEventMap['DeploymentSent'], 'trackId' | 'sentAt' | 'sentCount'>;

export function sending({ trackId, sentAt, sentCount }: Sending) {
  return { trackId, sentAt, sentCount: sentCount ?? null };
}

type Counted = DeploymentEventMap['ResultsRecorded'];

/** Links may carry a reader's address. */
export function results({ links, ...counts }: Counted) {
  return { ...counts, links: links.map((link) => ({ ...link, url: withoutAddresses(link.url) })) };
}
