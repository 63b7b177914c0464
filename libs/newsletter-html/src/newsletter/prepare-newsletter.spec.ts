import { describe, expect, it } from 'vitest';
import { canonicalJson, detailsOf } from '#deployment';
import { WHOLE_TEMPLATE } from '../index.js';
import { POST, newsletter } from './newsletter.testing.js';

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

  it('ends with the lines of its footer, each on one of its own', () => {
    const footer = '  The Daily\r\n\r\n1  Main\u00ad Street\n\u202eSpringfield\n';
    const { content } = newsletter({ type: { template: { ...WHOLE_TEMPLATE, footer } } });
    expect(content.html).toContain('>The Daily<br><br>1 Main Street<br>Springfield</td>');
    expect(content.text).toContain('The Daily\n\n1 Main Street\nSpringfield');
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
    expect(problems[0]?.words).toMatch(/\. (Choose|Enter|Give) /);
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
