import { describe, expect, it } from 'vitest';
import { canonicalJson, detailsOf } from '#deployment';
import {
  type DeploymentType,
  type NewsletterSource,
  PLAIN_POST_MAIL,
  WHOLE_TEMPLATE,
  renderNewsletter,
} from '../index.js';

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

const POST: NewsletterSource['post'] = {
  id: 42,
  slug: 'news',
  title: 'News &amp; views',
  excerpt: 'In short.',
  date: '2026-11-24T06:00:00Z',
  author: { name: 'Ada', firstName: '', lastName: '' },
  categories: [],
  tags: [],
};

function newsletter({
  type = {},
  ...rest
}: Partial<Omit<NewsletterSource, 'type'>> & { type?: Partial<DeploymentType> } = {}) {
  return renderNewsletter({
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
}

describe('a newsletter', () => {
  it('is all that Omeda gets of a save', () => {
    const { content, settings, problems, warnings } = newsletter();
    expect(content).toMatchObject({
      subject: 'News & views (24 November)',
      fromName: 'The Daily',
      mailbox: 'news',
      replyTo: 'editors@daily.example',
      preheader: 'In short.',
    });
    expect(settings).toMatchObject({
      name: '2026-11-24 News & views',
      campaignId: 'morning-42',
      omedaTypeId: 1234,
      audienceQuery: 'Morning readers',
    });
    expect([problems, warnings]).toEqual([[], []]);
  });

  it("goes by the brand's sender where its type names none", () => {
    const { content } = newsletter({ type: { fromName: null, fromEmail: '', replyTo: null } });
    expect(content).toMatchObject({
      fromName: 'Brand',
      mailbox: 'brand',
      replyTo: 'brand@daily.example',
    });
  });

  it("leaves the sender to Omeda's defaults where nobody names one", () => {
    const { content } = newsletter({ defaults: {}, type: { fromName: null, fromEmail: null } });
    expect(content).toMatchObject({ fromName: null, mailbox: null });
  });

  it('has a subject and a name without any format', () => {
    const { content, settings } = newsletter({
      type: { subjectFormat: null, deploymentNameFormat: '', campaignIdFormat: null },
    });
    expect(content.subject).toBe('News & views');
    expect(settings).toMatchObject({ name: 'The Daily: News & views', campaignId: null });
  });

  it.each([
    ['omedaDeploymentTypeId', 'omeda-type-missing', { omedaDeploymentTypeId: null }],
    ['audienceQuery', 'audience-query-missing', { audienceQuery: '' }],
    ['subjectFormat', 'subject-missing', { subjectFormat: '{site_tagline}' }],
  ])('without %s cannot be sent, and says what to do', (field, code, type) => {
    const { problems } = newsletter({ type });
    expect(problems).toMatchObject([{ code, field: `deploymentType.${field}` }]);
    expect(problems[0]?.words).toMatch(/: (choose|enter|give) /);
  });

  it('shortens its name and campaign, with a warning for each', () => {
    const { settings, warnings } = newsletter({
      type: { deploymentNameFormat: 'n'.repeat(81), campaignIdFormat: 'c'.repeat(101) },
    });
    expect([settings.name.length, settings.campaignId?.length]).toEqual([80, 100]);
    expect(warnings.map(({ field }) => field)).toEqual(['name', 'campaignId']);
  });

  it('says once what is wrong with a title that it shows three times', () => {
    const post = { ...POST, title: 'For *|FNAME|* @{nobody}@' };
    expect(
      newsletter({ post })
        .warnings.map(({ code }) => code)
        .toSorted(),
    ).toEqual(['foreign-script', 'merge-variable-unknown']);
  });

  it('has no subject of characters without a shape', () => {
    const { problems } = newsletter({ type: { subjectFormat: '\u2063\ufe0f' } });
    expect(problems).toMatchObject([{ code: 'subject-missing' }]);
  });

  it('has each tester once, because Omeda refuses a second of one address', () => {
    const twice = [
      { email: 'A@daily.example', firstName: 'first', lastName: '' },
      { email: 'b@daily.example', firstName: '', lastName: '' },
      { email: 'a@DAILY.example', firstName: 'second', lastName: '' },
    ];
    const { settings, warnings } = newsletter({ type: { testers: twice } });
    expect(settings.testers).toEqual(twice.slice(0, 2));
    expect(warnings).toMatchObject([{ code: 'tester-twice' }]);
  });
});

describe('the text that is hashed', () => {
  it('is equal for equal data in another order', () => {
    const one = { b: [1, { d: null, c: 'x' }], a: 'y' };
    const other = { a: 'y', b: [1, { c: 'x', d: null }] };
    expect(canonicalJson(one)).toBe(canonicalJson(other));
    expect(canonicalJson(one)).toBe('{"a":"y","b":[1,{"c":"x","d":null}]}');
  });

  it('of the details holds what update sends, and no more', () => {
    const { settings } = newsletter();
    expect(Object.keys(detailsOf(settings))).toEqual(['name', 'campaignId', 'testers']);
  });
});

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

  it('with a merge tag of another email service is told', () => {
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

  it('is cut, and that is told', () => {
    expect(content.subject.length).toBeLessThanOrEqual(1_000);
    expect(content.subject).toMatch(/word…$/);
    expect(settings.name.length).toBeLessThanOrEqual(80);
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'shortened', field: 'deploymentType.subjectFormat' }),
    );
  });
});

describe('a post with nothing to read', () => {
  const codes = (html: string, styles = '') =>
    newsletter({ html, mail: { ...PLAIN_POST_MAIL, styles } }).problems.map(({ code }) => code);

  it.each([
    ['what the theme hides', '<p class="gone">x</p>', 'blank-when-rendered'],
    ['text of no size', '<p style="font-size:0">x</p>', 'blank-when-rendered'],
    ['a drawing that no mail shows', '<svg><path d="M0 0"/></svg>', 'nothing-to-read'],
    [
      'a frame that counts',
      '<iframe src="https://x.example" width="1"></iframe>',
      'nothing-to-read',
    ],
  ])('is held, whatever the page holds: %s', (_what, html, code) => {
    expect(codes(html, '.gone{display:none}')).toEqual([code]);
  });

  it.each([
    ['a frame of another site', '<iframe src="https://x.example/film"></iframe>'],
    ['white text on the theme’s black', '<p style="color:#fff">x</p>'],
  ])('is not one with what readers get to see: %s', (_what, html) => {
    expect(codes(html, 'body{background:#000;color:#fff}')).toEqual([]);
  });

  it('is one also where its template has words around it', () => {
    const template = '<p>Hello {{content}} goodbye</p>';
    expect(newsletter({ html: '', template }).problems).toMatchObject([
      { code: 'nothing-to-read' },
    ]);
  });

  it('is told once where its HTML is the fault', () => {
    expect(codes('<b>'.repeat(30_000))).toEqual(['too-complex']);
  });
});
