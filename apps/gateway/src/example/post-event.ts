import type { PostEventDto } from '../events/post-event.dto.js';

/** Changes at any depth; `undefined` removes a field. */
export type Overrides = { [name: string]: unknown };

const EVENT = {
  type: 'post.saved',
  sequence: 1,
  occurredAt: '2026-11-24T06:00:00Z',
  actor: { id: 3, name: 'Ada' },
  site: { name: 'The Daily', tagline: 'All day', timeZone: 'Europe/Berlin' },
  post: {
    id: 42,
    uid: '7d0f8f0e-2a6f-4a6b-9d5e-0c7a3b1f9e11',
    type: 'post',
    status: 'draft',
    slug: 'morning-news',
    title: 'Morning news',
    excerpt: 'In short.',
    html: '<p>Good morning.</p>',
    subject: null,
    preheader: null,
    styles: '',
    featuredImage: null,
    language: 'en-US',
    direction: 'ltr',
    date: null,
    modified: '2026-11-24T06:00:00Z',
    permalink: 'https://daily.example/?p=42',
    editUrl: 'https://daily.example/wp-admin/post.php?post=42&action=edit',
    author: { name: 'Ada L.', firstName: 'Ada', lastName: 'Lovelace' },
    categories: ['Politics'],
    tags: ['morning'],
  },
  deploymentType: {
    id: 'morning',
    name: 'Morning',
    omedaDeploymentTypeId: 1,
    audienceQuery: 'Morning readers',
    outputCriteria: null,
    fromName: 'The Daily',
    fromEmail: 'news@daily.example',
    replyTo: 'editors@daily.example',
    subjectFormat: '{post_title}',
    preheaderFormat: '{excerpt}',
    deploymentNameFormat: '{site_name} {post_title}',
    campaignIdFormat: 'morning-{post_id}',
    testers: [{ email: 'tester@daily.example', firstName: 'Tess', lastName: 'Ter' }],
    onPublish: 'schedule',
    template: { headline: true, footer: 'The Daily, 1 Main Street, Springfield' },
  },
} satisfies PostEventDto;

/** As in JSON: objects, not instances. */
type Plain<T> = T extends object ? { [K in keyof T]: Plain<T[K]> } : T;

/** A valid event, dated now, with some fields changed. Objects are merged; all else is replaced. */
export function postEvent(overrides: Overrides = {}, now = new Date()) {
  const at = now.toISOString();
  const current = { ...EVENT, occurredAt: at, post: { ...EVENT.post, modified: at } };
  return merged(current, overrides) as Plain<PostEventDto>;
}

function merged(base: unknown, changes: unknown): unknown {
  if (!isObject(base) || !isObject(changes)) return changes;
  const result: Overrides = { ...base };
  for (const [name, change] of Object.entries(changes)) {
    result[name] = name in base ? merged(base[name], change) : change;
  }
  return result;
}

function isObject(value: unknown): value is Overrides {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
