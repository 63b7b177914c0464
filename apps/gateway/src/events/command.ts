import type { ReceivePost } from '#deployment';
import { plainText } from '#deployment';
import type { Metadata } from '#events';
import type { Site } from '#sites';
import type { Content } from './content.js';
import type { PostEventDto } from './post-event.dto.js';
import type { Signed } from './verify-signature.js';

type Received = {
  event: PostEventDto;
  content: Content | null;
  site: Site;
  signed: Signed;
  /** The sender waits: no debounce, no gaps. */
  immediately: boolean;
};

/** The domain's words for what WordPress reports. */
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
    postDate: post.date ? new Date(post.date).toISOString() : null,
    // Both by the sender's clock; the signing comes after.
    ageMs: Math.max(0, signed.sentAt.getTime() - Date.parse(occurredAt)),
    content: content?.wanted ?? null,
    publishDelayMs: site.publishDelayMs,
    ...(event.adopt ? { adoptTrackId: event.adopt.trackId } : {}),
    // The time to undo a trashing is no debounce: it stays.
    immediately: immediately && !isTrashed(event),
  };
}

function isTrashed({ type, post }: PostEventDto): boolean {
  return type === 'post.trashed' || post.status === 'trash';
}

/** Who and what caused the events, for their history. */
export function metadataOf(
  { actor }: PostEventDto,
  { webhookId }: Signed,
  { deploymentId, traceId }: { deploymentId: string; traceId: string },
): Metadata {
  const { id, name } = actor ?? {};
  return {
    causationId: webhookId,
    correlationId: deploymentId,
    actor: {
      kind: 'wordpress',
      ...(id === undefined || id === null ? {} : { id: String(id) }),
      ...(name ? { name } : {}),
    },
    traceId,
  };
}
