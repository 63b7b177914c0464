import { describe, expect, it } from 'vitest';
import { prepareNewsletter } from '#newsletter-html';
import { renderBody } from '#newsletter-html/body';
import { Secret, type Brand } from '#sites';
import { type Overrides, postEvent } from '../example/post-event.js';
import { contentOf } from './content.js';
import { sourceOf } from './source-of.js';

const BRAND: Brand = {
  abbreviation: 'DEMO',
  environment: 'sandbox',
  appId: new Secret('x', 'x'),
  ownerUserId: 'owner',
  mailbox: 'brand',
  maxConcurrentCalls: 1,
  callTimeoutMs: 1,
};

function content(overrides: Overrides = {}) {
  const event = postEvent(overrides);
  const source = sourceOf(event, { brand: BRAND });
  if (!source) return source;
  const { bodySource, withBody } = prepareNewsletter(source);
  return contentOf(event, withBody(renderBody(bodySource)));
}

function hashes(overrides: Overrides = {}) {
  const { contentHash, settingsHash, detailsHash } = content(overrides)?.wanted ?? {};
  return { content: contentHash, settings: settingsHash, details: detailsHash };
}

/** The hashes that an override changes. */
function changed(overrides: Overrides): string[] {
  const [before, after] = [hashes(), hashes(overrides)];
  return (['content', 'settings', 'details'] as const).filter((key) => before[key] !== after[key]);
}

describe('the hashes of an event', () => {
  it.each<[string, Overrides, string[]]>([
    ['nothing', {}, []],
    ['sequence and time', { sequence: 9, occurredAt: '2026-11-24T07:00:00Z' }, []],
    ['the actor', { actor: { id: 9 } }, []],
    ['the html', { post: { html: '<p>Other</p>' } }, ['content']],
    ['the title', { post: { title: 'Other' } }, ['content', 'settings', 'details']],
    ['the excerpt, which is the preheader', { post: { excerpt: 'Other' } }, ['content']],
    ['the sender', { deploymentType: { fromName: 'Other' } }, ['content']],
    ['the sender address', { deploymentType: { fromEmail: 'o@daily.example' } }, ['content']],
    ['reply-to', { deploymentType: { replyTo: 'o@daily.example' } }, ['content']],
    ['the domain of the sender', { deploymentType: { fromEmail: 'news@other.example' } }, []],
    ['testers', { deploymentType: { testers: [] } }, ['settings', 'details']],
    ['the campaign', { deploymentType: { campaignIdFormat: 'x' } }, ['settings', 'details']],
    ['the query', { deploymentType: { audienceQuery: 'x' } }, ['settings']],
    ['its own subject', { post: { subject: 'Other' } }, ['content']],
    ['its own preheader', { post: { preheader: 'Other' } }, ['content']],
    ['the name of the type', { deploymentType: { name: 'Other' } }, []],
    ['the id of the type', { deploymentType: { id: 'other' } }, []],
    ['the Omeda type', { deploymentType: { omedaDeploymentTypeId: 9 } }, ['settings']],
  ])('when %s changed', (_what, overrides, keys) => {
    expect(changed(overrides)).toEqual(keys);
  });
});

describe('what is wanted', () => {
  it.each<[string, Overrides]>([
    ['a post without deployment type', { deploymentType: null }],
    ['a trashed post', { type: 'post.trashed' }],
    ['a deleted post', { type: 'post.deleted' }],
  ])('is nothing of %s', (_what, overrides) => {
    expect(content(overrides)).toBeNull();
  });

  it('omits what the type does not name, and says why it cannot be sent', () => {
    const { wanted } =
      content({ deploymentType: { omedaDeploymentTypeId: null, audienceQuery: ' ' } }) ?? {};
    expect(wanted).not.toHaveProperty('omedaTypeId');
    expect(wanted).not.toHaveProperty('audienceQuery');
    expect(wanted?.problems.map(({ code }) => code)).toEqual([
      'omeda-type-missing',
      'audience-query-missing',
    ]);
  });

  it.each([
    [undefined, 'schedule'],
    ['test', 'test'],
    ['nothing', 'nothing'],
  ])('on publishing, for %s, is %s', (onPublish, expected) => {
    expect(content({ deploymentType: { onPublish } })?.wanted.onPublish).toBe(expected);
  });

  it('shows when a draft was changed, if it has no date', () => {
    const occurredAt = '2026-11-24T06:00:00Z';
    const subject = (post: Overrides) =>
      content({ post, occurredAt, deploymentType: { subjectFormat: '{post_date}' } })?.snapshots
        .content.subject;
    expect(subject({ date: '2026-12-24T05:00:00Z' })).toBe('2026-12-24');
    expect(subject({ date: null, modified: '2026-11-25T06:00:00Z' })).toBe('2026-11-25');
    expect(subject({ date: null, modified: null })).toBe('2026-11-24');
  });
});
