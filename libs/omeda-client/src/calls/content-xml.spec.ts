import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { contentXml } from './content-xml.js';
import type { SetContentInput } from './set-content.js';

const account = {
  brand: 'FOO',
  environment: 'production',
  ownerUserId: 'u1',
  mailbox: 'news',
} as const;
const input: SetContentInput = { trackId: 'FOO1', html: '<html></html>', subject: 'Hello' };
const parser = new XMLParser({ parseTagValue: false });

function written(change: Partial<SetContentInput>) {
  const xml = contentXml({ ...input, ...change }, account);
  return (parser.parse(xml) as { Deployment: Record<string, string> }).Deployment;
}

describe('the XML of a content', () => {
  it.each(['Grüße & <b>bold</b> 😀', 'a ]]> b', ']]]]>>', '&amp; stays &amp;', 'quotes \' and "'])(
    'carries %s unchanged',
    (subject) => {
      expect(written({ subject })['Subject']).toBe(subject);
    },
  );

  it('leaves out what XML cannot carry', () => {
    expect(written({ subject: 'a\u0000\u000bb\ud800c' })['Subject']).toBe('abc');
  });

  it('has the mailbox of the account if the content names none, and no FromEmail', () => {
    expect(written({})).toMatchObject({ Mailbox: 'news', TrackId: 'FOO1', UserId: 'u1' });
    expect(written({ mailbox: 'alerts' })['Mailbox']).toBe('alerts');
    expect(written({})).not.toHaveProperty('FromEmail');
  });

  it('has no element for an omitted field', () => {
    expect(Object.keys(written({ replyTo: null })).toSorted()).toEqual(
      ['HtmlContent', 'Mailbox', 'SplitNumber', 'Subject', 'TrackId', 'UserId'].toSorted(),
    );
  });
});
