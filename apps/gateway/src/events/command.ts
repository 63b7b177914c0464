import type { ReceivePost } from '#deployment';
import { plainText } from '#newsletter-html';
import type { Consent, Metadata } from '#events';
import type { Site } from '#sites';
import type { Content } from './content.js';
import type { ActorDto, PostEventDto } from './post-event.dto.js';
import type { ConsentDto } from './post.dto.js';
import type { Signed } from './verify-signature.js';

type Received = {
  event: PostEventDto;
  content: Content | null;
  site: Site;
  signed: Signed;
  /** The sender waits: no debounce, no gaps. */
  immediately: boolean;
};

/** The domain command for an event from WordPress. */
export function commandOf({ event, content, site, signed, immediately }: Received): ReceivePost {
  const { post, occurredAt } = event;
  return {
    kind: 'receive-post',
    site: site.id,
    brand: site.brand,
    post: { id: post.id, uid: post.uid.toLowerCase() },
    event: event.type,
    sequence: event.sequence,
    postStatus: post.status,
    title: plainText(post.title),
    postDate: post.date ? utc(post.date) : null,
    ...(post.consent === undefined ? {} : { consent: consentOf(post.consent) }),
    act: { id: signed.webhookId, by: personOf(event.actor), at: utc(occurredAt) },
    signedAt: signed.sentAt.toISOString(),
    content: content?.wanted ?? null,
    publishDelayMs: site.publishDelayMs,
    ...(event.adopt ? { adoptTrackId: event.adopt.trackId } : {}),
    // The time to undo a trashing is not a debounce: it stays.
    immediately: immediately && !isTrashed(event),
  };
}

function consentOf(consent: ConsentDto | null): Consent | null {
  if (consent === null) return null;
  const { id, by, at, mode } = consent;
  return { id, by: personOf(by), at: utc(at), mode };
}

function personOf(person: ActorDto | null | undefined): Consent['by'] {
  const { id, name } = person ?? {};
  return {
    ...(id === undefined || id === null ? {} : { id: String(id) }),
    ...(name ? { name } : {}),
  };
}

function utc(at: string): string {
  return new Date(at).toISOString();
}

function isTrashed({ type, post }: PostEventDto): boolean {
  return type === 'post.trashed' || post.status === 'trash';
}

/** Who and what caused the events, for the history. */
export function metadataOf(
  { actor }: PostEventDto,
  { webhookId }: Signed,
  { deploymentId, traceId }: { deploymentId: string; traceId: string },
): Metadata {
  return {
    causationId: webhookId,
    correlationId: deploymentId,
    actor: { kind: 'wordpress', ...personOf(actor) },
    traceId,
  };
}
