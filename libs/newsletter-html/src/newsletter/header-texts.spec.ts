import { describe, expect, it } from 'vitest';
import { PLAIN_POST_MAIL } from '../index.js';
import { newsletter } from './newsletter.testing.js';

describe('whatever becomes a header or a name', () => {
  const evil = 'a\r\nBcc: x\u0085\u2028y\t\u202ez\u2066';
  const harmless = 'a Bcc: x… y z';
  const { content, settings } = newsletter({
    type: {
      name: evil,
      audienceQuery: evil,
      outputCriteria: evil,
      fromName: evil,
      fromEmail: null,
      mailbox: evil,
      replyTo: evil,
      subjectFormat: `${evil}{author_name}`,
      deploymentNameFormat: evil,
      campaignIdFormat: evil,
      testers: [{ email: evil, firstName: evil, lastName: evil }],
    },
  });

  it.each([
    ['sender', content.fromName],
    ['mailbox', content.mailbox],
    ['reply-to', content.replyTo],
    ['name', settings.name],
    ['campaign', settings.campaignId],
    ['query', settings.audienceQuery],
    ['criteria', settings.outputCriteria],
    ["tester's name", settings.testers[0]?.firstName],
    ["tester's address", settings.testers[0]?.email],
  ])('is one line that reads as it is written: %s', (_what, value) => {
    expect(value).toBe(harmless);
  });

  it('is so with what comes from a post, too', () => {
    expect(content.subject).toBe(`${harmless}Ada`);
  });
});

describe('a subject or from name', () => {
  const headline = 'Budget talks drag on while '.repeat(10).trim();

  it("that is longer than Omeda's limit is shortened, with a warning", () => {
    const { content, warnings } = newsletter({
      type: { subjectFormat: headline, fromName: 'n'.repeat(101) },
    });
    expect(content.subject).toMatch(/\w…$/);
    expect(content.subject.length).toBeLessThanOrEqual(250);
    expect(content.fromName).toHaveLength(100);
    expect(warnings.map(({ code, field }) => [code, field])).toEqual([
      ['shortened', 'subject'],
      ['shortened', 'fromName'],
    ]);
  });

  it('is counted in UTF-16 units, as Omeda does: 22 of these families are all that fit', () => {
    const { content } = newsletter({ type: { subjectFormat: '👩‍👩‍👧‍👦'.repeat(23) } });
    expect(content.subject).toBe(`${'👩‍👩‍👧‍👦'.repeat(22)}…`);
  });

  it('of the post itself comes before what the type makes', () => {
    const mail = {
      ...PLAIN_POST_MAIL,
      subject: 'Our own &amp; {post_id}',
      preheader: 'Read\u00adme',
    };
    const { content } = newsletter({ mail, type: { preheaderFormat: '{post_id}' } });
    expect(content).toMatchObject({ subject: 'Our own & {post_id}', preheader: 'Readme' });
  });

  it('that the post leaves open is made by the formats of its type', () => {
    const { content } = newsletter({ type: { preheaderFormat: '{author_name}: {excerpt}' } });
    expect(content.preheader).toBe('Ada: In short.');
  });

  it('with a merge tag of another email service is reported', () => {
    const mail = { ...PLAIN_POST_MAIL, subject: 'Hi *|FNAME|*' };
    expect(newsletter({ mail }).warnings).toMatchObject([
      { code: 'foreign-script', field: 'subject' },
    ]);
  });
});

describe('a format that asks for much, often', () => {
  const { content, settings, warnings } = newsletter({
    type: { subjectFormat: '{excerpt}'.repeat(111), deploymentNameFormat: '{excerpt}'.repeat(111) },
    post: {
      id: 42,
      slug: '',
      title: 'News',
      excerpt: 'word '.repeat(20_000),
      date: '2026-11-24T06:00:00Z',
      author: { name: '', firstName: '', lastName: '' },
      categories: [],
      tags: [],
    },
  });

  it('is cut, and that is reported', () => {
    expect(content.subject.length).toBeLessThanOrEqual(1_000);
    expect(content.subject).toMatch(/word…$/);
    expect(settings.name.length).toBeLessThanOrEqual(80);
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'shortened', field: 'deploymentType.subjectFormat' }),
    );
  });
});
