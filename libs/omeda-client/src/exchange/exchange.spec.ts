import { describe, expect, it } from 'vitest';
import type { WireRequest } from '../wire.js';
import { exchangeOf } from './exchange.js';

const KEY = 'k3y-of-the-brand';
const URL_OF = 'https://user:pass@omeda.test/webservices/rest/brand/FOO/omail/deployment/*';
const REQUEST: WireRequest = { call: 'create', method: 'POST', path: ['omail', 'deployment'] };

function kept(
  sent: string | null,
  body = '{}',
  {
    url = URL_OF,
    status = 200,
    ...request
  }: Partial<WireRequest> & { url?: string; status?: number } = {},
) {
  const answer = { status, body };
  return exchangeOf(KEY, { request: { ...REQUEST, ...request }, url, sent, answer, tookMs: 12.4 });
}

describe('the record of a call', () => {
  it('has its name, method, and path without the host, and how long it took', () => {
    expect(kept(null)).toEqual({
      call: 'create',
      method: 'POST',
      path: '/webservices/rest/brand/FOO/omail/deployment/*',
      request: null,
      status: 200,
      response: '{}',
      error: null,
      tookMs: 12,
    });
  });

  it('has JSON as sent, without local parts of addresses', () => {
    const sent = { Name: 'News', Testers: [{ EmailAddress: 'ann@news.example' }], Splits: 1 };
    expect(kept(JSON.stringify(sent)).request).toBe(
      '{"Name":"News","Testers":[{"EmailAddress":"***@news.example"}],"Splits":1}',
    );
  });

  it('has only the length of content, and of any other long text', () => {
    const sent =
      `<Deployment a="o&apos;neil@news.example"><Subject><![CDATA[Tea & buns]]></Subject>` +
      `<HtmlContent><![CDATA[<p>Hi</p>]]></HtmlContent><Note>${'x'.repeat(12_345)}</Note>` +
      `<ReplyTo>j&#111;hn@news.example</ReplyTo></Deployment>`;
    expect(kept(sent).request).toBe(
      '<Deployment a="***@news.example"><Subject><![CDATA[Tea & buns]]></Subject>' +
        '<HtmlContent><![CDATA[[9 characters]]]></HtmlContent><Note>[12,345 characters]</Note>' +
        '<ReplyTo>***@news.example</ReplyTo></Deployment>',
    );
    expect(kept(JSON.stringify({ HtmlContent: 'Hi' })).request).toBe(
      '{"HtmlContent":"[2 characters]"}',
    );
  });

  it('has only the length of a page, and of a response that is the content', () => {
    expect(kept(null, `Down. ${'x'.repeat(600)}`).response).toBe('[606 characters]');
    expect(kept(null, '<p>Hi</p>', { isBare: true }).response).toBe('[9 characters]');
  });

  it('has the error if content was requested and Omeda has none', () => {
    const refused = kept(null, '{"Errors":["None."]}', { isBare: true, status: 404 });
    expect(refused.response).toBe('{"Errors":["None."]}');
  });

  it('has the beginning of a long list, in 4 kB at most', () => {
    const list = Array.from({ length: 200 }, (_one, index) => index);
    const [first, more] = [
      JSON.parse(kept(null, JSON.stringify(list)).response ?? ''),
      '[180 more]',
    ];
    expect(first).toEqual([...list.slice(0, 20), more]);

    const long = Object.fromEntries(list.map((index) => [`field ${index}`, 'é'.repeat(400)]));
    const { response } = kept(null, JSON.stringify(long));
    expect(Buffer.byteLength(response ?? '')).toBeLessThan(4_100);
    expect(response).toMatch(/é… \[[\d,]+ more characters\]$/);
  });

  it('has neither the app id nor a secret of the request, in whichever form', () => {
    const callback = 'https://news.example/v1/callbacks/audience/1/2/t0ken?a=1&b=2';
    const secrets = [callback];
    const sent = JSON.stringify({ CallbackURLs: [callback], [KEY]: `key ${KEY}` });
    const record = kept(sent, `<a>${callback.replace('&', '&amp;')}</a>`, {
      secrets,
      url: `https://omeda.test/x?at=${encodeURIComponent(callback)}`,
    });
    expect(JSON.stringify(record)).not.toMatch(/t0ken|k3y/);
    expect(record.request).toBe('{"CallbackURLs":["[secret address]"],"[app id]":"key [app id]"}');
  });

  it('leaves other texts with the sign unchanged', () => {
    const style = '{"a":"@media x","b":"5 @ noon","c":"@news"}';
    expect(kept(style).request).toBe(style);
  });

  it('has only a length if it is nested deeper than can be read', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    expect(kept(deep).request).toBe('[400,000 characters]');
  });
});
