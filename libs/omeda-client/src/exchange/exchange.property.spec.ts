import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchangeOf } from './exchange.js';

const key = fc
  .string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCodePoint(code)),
    minLength: 12,
    maxLength: 40,
  })
  .filter((text) => !text.includes('@'));

const local = fc.oneof(
  fc.emailAddress().map((address) => address.slice(0, address.lastIndexOf('@'))),
  fc.string({
    unit: fc.constantFrom(...Array.from("abcü語.+-_’!#$%&'*/=?^`{|}~")),
    minLength: 3,
    maxLength: 20,
  }),
  fc.constantFrom('"ann lee"', String.raw`"a\"b c"`, '"a@b"'),
);
const domain = fc.constantFrom('news.example', 'müller.example', 'a-b.c.example', '[127.0.0.1]');
const address = fc
  .tuple(local, fc.constantFrom('@', '%40', '@'), domain)
  .map(([name, at, host]) => ({ name, written: `${name}${at}${host}` }))
  .filter(({ name }) => !'***'.includes(name) && /[^*]{2}/.test(name));
const around = fc.constantFrom('', ' ', 'To: ', 'mailto:', '<', '(', 'x,', '"');
const longText = fc
  .integer({ min: 501, max: 3_000 })
  .map((length) => 'lorem ipsum '.repeat(250).slice(0, length));

/** Texts with what must not be stored, in each place of a body. */
const hidden = fc.record({ key, address, before: around, long: longText, end: around });
type Hidden = {
  key: string;
  address: { written: string };
  before: string;
  long: string;
  end: string;
};

const xml = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
const ascii = (text: string) =>
  JSON.stringify(text).replaceAll(/[^\x20-\x7e]|[@/]/g, (sign) =>
    [...Array(sign.length).keys()]
      .map((index) => `\\u${sign.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );

const BODIES: Record<string, (hidden: Hidden) => string> = {
  'a value': (one) => JSON.stringify({ a: [{ b: sentence(one) }], c: one.key, d: one.long }),
  'a name': (one) => JSON.stringify({ [sentence(one)]: 1, [one.key]: 2, [one.long]: 3 }),
  'escaped JSON': (one) =>
    `{"a":${ascii(sentence(one))},"b":${ascii(one.key)},"c":${ascii(one.long)}}`,
  'broken JSON': (one) => `{"a":${JSON.stringify(sentence(one))},"b":${JSON.stringify(one.key)}`,
  CDATA: (one) => `<a><![CDATA[${sentence(one)} ${one.key}]]><b><![CDATA[${one.long}]]></b></a>`,
  XML: (one) => `<a>${xml(sentence(one))}<b>${xml(one.key)}</b><c>${xml(one.long)}</c></a>`,
  'an attribute': (one) => `<a b="${xml(sentence(one))}" c='${xml(one.key)}'/>`,
  text: (one) => `${sentence(one)} ${one.key}`,
  'a long page': (one) => `${sentence(one)} ${one.key} ${one.long}`,
};

const sentence = ({ before, address: { written }, end }: Hidden) => `${before}${written}${end}`;

describe('whatever is in a request or a response', () => {
  it.each(Object.keys(BODIES))('no address, key, or long text is kept of %s', (form) => {
    fc.assert(
      fc.property(hidden, (one) => {
        const body = (BODIES[form] as (hidden: Hidden) => string)(one);
        const record = exchangeOf(one.key, {
          request: { call: 'create', method: 'POST', path: [] },
          url: `https://omeda.test/x/${encodeURIComponent(one.address.written)}?q=${encodeURIComponent(one.key)}`,
          sent: body,
          answer: { status: 400, body },
          error: sentence(one),
          tookMs: 1,
        });
        const texts = [record.path, record.request, record.response, record.error].map(String);
        for (const text of texts.flatMap(readings)) {
          expect(text).not.toContain(one.address.written);
          expect(text).not.toContain(one.address.written.replace('%40', '@'));
          expect(text).not.toContain(one.key);
          expect(text).not.toContain(one.long);
        }
        for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThan(4_100);
      }),
      { numRuns: 500 },
    );
  });
});

/** As written, and as decoded by others. */
function readings(text: string): string[] {
  const inXml = text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
  return [
    text,
    inXml,
    attempt(() => JSON.stringify(JSON.parse(text))),
    attempt(() => decodeURIComponent(text)),
    ...stringsOf(text),
  ];
}

function stringsOf(text: string): string[] {
  try {
    const found: string[] = [];
    JSON.parse(text, (name, value: unknown) => {
      found.push(name, String(value));
      return value;
    });
    return found;
  } catch {
    return [];
  }
}

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
