import { createHash } from 'node:crypto';
import { type ContentSnapshot, type SettingsSnapshot, canonicalJson, detailsOf } from '#deployment';
import type { WantedContent } from '#events';
import type { BrandDefaults, Newsletter, NewsletterSource } from '#newsletter-html';
import type { Brand } from '#sites';
import type { DeploymentTypeDto } from './deployment-type.dto.js';
import type { PostEventDto } from './post-event.dto.js';

/** What the editor wants sent, and the snapshots that its hashes name. */
export type Content = {
  wanted: WantedContent;
  snapshots: { content: ContentSnapshot; settings: SettingsSnapshot };
};

/** What a newsletter is rendered from; null where the post is none, or nothing is left to send. */
export function sourceOf(event: PostEventDto, brand: Brand | undefined): NewsletterSource | null {
  const { deploymentType, type } = event;
  if (!deploymentType || type === 'post.trashed' || type === 'post.deleted') return null;
  return {
    site: siteFacts(event),
    post: postFacts(event),
    html: event.post.html ?? '',
    type: typeFacts(deploymentType),
    defaults: defaultsOf(brand),
  };
}

export function contentOf(event: PostEventDto, newsletter: Newsletter): Content {
  const { content, settings, problems, warnings } = newsletter;
  const { name, omedaTypeId, audienceQuery, outputCriteria } = settings;
  const wanted: WantedContent = {
    contentHash: hashOf(content),
    settingsHash: hashOf(settings),
    detailsHash: hashOf(detailsOf(settings)),
    name,
    ...(omedaTypeId === null ? {} : { omedaTypeId }),
    ...(audienceQuery === null ? {} : { audienceQuery }),
    ...(outputCriteria === null ? {} : { outputCriteria }),
    onPublish: event.deploymentType?.onPublish ?? 'schedule',
    problems,
    warnings,
  };
  return { wanted, snapshots: { content, settings } };
}

export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** These alone: a brand holds a secret, and cannot be handed to a worker. */
function defaultsOf(brand: Brand | undefined): BrandDefaults {
  const { fromName, mailbox, replyTo } = brand ?? {};
  return {
    ...(fromName === undefined ? {} : { fromName }),
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(replyTo === undefined ? {} : { replyTo }),
  };
}

function siteFacts({ site: { name, tagline, timeZone } }: PostEventDto) {
  return { name, tagline: tagline ?? '', timeZone };
}

function postFacts({ post, occurredAt }: PostEventDto) {
  return {
    id: post.id,
    slug: post.slug ?? '',
    title: post.title,
    excerpt: post.excerpt ?? '',
    // A draft has no time of its own yet: the format shows when it was changed.
    date: post.date ?? post.modified ?? occurredAt,
    author: {
      name: post.author?.name ?? '',
      firstName: post.author?.firstName ?? '',
      lastName: post.author?.lastName ?? '',
    },
    categories: post.categories ?? [],
    tags: post.tags ?? [],
  };
}

function typeFacts(type: DeploymentTypeDto) {
  return {
    id: String(type.id),
    name: type.name,
    omedaDeploymentTypeId: type.omedaDeploymentTypeId ?? null,
    audienceQuery: type.audienceQuery?.trim() ?? null,
    outputCriteria: type.outputCriteria?.trim() ?? null,
    fromName: type.fromName ?? null,
    fromEmail: type.fromEmail ?? null,
    mailbox: type.mailbox ?? null,
    replyTo: type.replyTo ?? null,
    subjectFormat: type.subjectFormat ?? null,
    deploymentNameFormat: type.deploymentNameFormat ?? null,
    campaignIdFormat: type.campaignIdFormat ?? null,
    testers: (type.testers ?? []).map(({ email, firstName, lastName }) => ({
      email,
      firstName: firstName ?? '',
      lastName: lastName ?? '',
    })),
    onPublish: type.onPublish ?? null,
  };
}
