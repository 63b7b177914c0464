import {
  type DeploymentType,
  type NewsletterSource,
  PLAIN_POST_MAIL,
  WHOLE_TEMPLATE,
  prepareNewsletter,
} from '../index.js';
import { renderBody } from './render-body.js';

const TYPE: DeploymentType = {
  id: '7',
  name: 'Morning',
  omedaDeploymentTypeId: 1234,
  audienceQuery: 'Morning readers',
  outputCriteria: null,
  fromName: 'The Daily',
  fromEmail: 'news@daily.example',
  mailbox: null,
  replyTo: 'editors@daily.example',
  subjectFormat: '{post_title} ({post_date_j} {post_date_F})',
  deploymentNameFormat: '{post_date} {post_title}',
  campaignIdFormat: 'morning-{post_id}',
  testers: [{ email: 'a@daily.example', firstName: 'A', lastName: '' }],
  onPublish: null,
  preheaderFormat: null,
  template: WHOLE_TEMPLATE,
};

export const POST: NewsletterSource['post'] = {
  id: 42,
  slug: 'news',
  title: 'News &amp; views',
  excerpt: 'In short.',
  date: '2026-11-24T06:00:00Z',
  author: { name: 'Ada', firstName: '', lastName: '' },
  categories: [],
  tags: [],
};

/** A newsletter of a plain post, rendered; the arguments override its fields. */
export function newsletter({
  type = {},
  ...rest
}: Partial<Omit<NewsletterSource, 'type'>> & { type?: Partial<DeploymentType> } = {}) {
  const { bodySource, withBody } = prepareNewsletter({
    site: { name: 'The Daily', tagline: '', timeZone: 'UTC' },
    post: POST,
    html: '<p>Hello</p>',
    mail: PLAIN_POST_MAIL,
    mergeVariables: [],
    template: null,
    defaults: { fromName: 'Brand', mailbox: 'brand', replyTo: 'brand@daily.example' },
    ...rest,
    type: { ...TYPE, ...type },
  });
  return withBody(renderBody(bodySource));
}
