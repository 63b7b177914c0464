import {
  type BrandDefaults,
  type DeploymentType,
  type NewsletterSource,
  type NewsletterTemplate,
  type PostMail,
  WHOLE_TEMPLATE,
} from '#newsletter-html';
import type { Brand } from '#sites';
import type { DeploymentTypeDto } from './deployment-type.dto.js';
import type { PostEventDto } from './post-event.dto.js';

/** What a newsletter is rendered from; null if the post is not one, or nothing is left to send. */
export function sourceOf(
  event: PostEventDto,
  { brand, template }: { brand?: Brand | undefined; template?: string | undefined },
): NewsletterSource | null {
  const { deploymentType, type } = event;
  if (!deploymentType || type === 'post.trashed' || type === 'post.deleted') return null;
  return {
    site: siteFacts(event),
    post: postFacts(event),
    html: event.post.html ?? '',
    mail: mailFacts(event),
    type: typeFacts(deploymentType),
    defaults: defaultsOf(brand),
    mergeVariables: brand?.mergeVariables ?? [],
    template: template ?? null,
  };
}

/** Only these: a brand holds a secret, which a worker must not get. */
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
    // A draft has no date yet: the format shows when it was changed.
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

function mailFacts({ post }: PostEventDto): PostMail {
  const { featuredImage: image } = post;
  return {
    subject: post.subject ?? null,
    preheader: post.preheader ?? null,
    styles: post.styles ?? '',
    permalink: post.permalink || null,
    featuredImage: image
      ? {
          url: image.url,
          alt: image.alt ?? '',
          width: image.width ?? null,
          height: image.height ?? null,
          bytes: image.bytes ?? null,
        }
      : null,
    language: post.language || null,
    direction: post.direction ?? null,
  };
}

function templateFacts(template: DeploymentTypeDto['template']): NewsletterTemplate {
  const { footer, ...shows } = template ?? {};
  const said = Object.entries(shows).filter(([, value]) => typeof value === 'boolean');
  return { ...WHOLE_TEMPLATE, ...Object.fromEntries(said), footer: footer || null };
}

function typeFacts(type: DeploymentTypeDto): DeploymentType {
  return {
    id: String(type.id),
    name: type.name,
    omedaDeploymentTypeId: type.omedaDeploymentTypeId ?? null,
    audienceQuery: type.audienceQuery?.trim() ?? null,
    outputCriteria: type.outputCriteria?.trim() ?? null,
    ...senderFacts(type),
    ...formatFacts(type),
    testers: (type.testers ?? []).map(({ email, firstName, lastName }) => ({
      email,
      firstName: firstName ?? '',
      lastName: lastName ?? '',
    })),
    onPublish: type.onPublish ?? null,
    template: templateFacts(type.template),
  };
}

function senderFacts({ fromName, fromEmail, mailbox, replyTo }: DeploymentTypeDto) {
  return {
    fromName: fromName ?? null,
    fromEmail: fromEmail ?? null,
    mailbox: mailbox ?? null,
    replyTo: replyTo ?? null,
  };
}

function formatFacts(type: DeploymentTypeDto) {
  return {
    subjectFormat: type.subjectFormat ?? null,
    preheaderFormat: type.preheaderFormat ?? null,
    deploymentNameFormat: type.deploymentNameFormat ?? null,
    campaignIdFormat: type.campaignIdFormat ?? null,
  };
}
