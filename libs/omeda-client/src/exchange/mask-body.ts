import type { Mask } from './mask-text.js';

/** Longer texts are stored as their length: they are content, which is stored elsewhere and can be erased there. */
const LONGEST_TEXT = 500;
/** The first ones of a longer list are enough. */
const LONGEST_LIST = 20;
/** Content is never stored, however short it is. */
const CONTENT = new Set(['HtmlContent', 'TextContent']);

/** CDATA; a tag; text. */
const XML_PARTS = /<!\[CDATA\[([\s\S]*?)\]\]>|(<[^<>]*>)|([^<]+|<)/g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A body without secrets, addresses, and content: JSON and XML keep their form. */
export function maskedBody(body: string, mask: Mask): string {
  // Before, because a key may resemble a part of the form; after, because a number may also be a key.
  return mask.secrets(maskedForm(mask.secrets(body), mask));
}

export function lengthOf(text: string): string {
  return `[${text.length.toLocaleString('en-US')} characters]`;
}

function maskedForm(body: string, mask: Mask): string {
  if (/^\s*</.test(body)) return maskedXml(body, mask);
  try {
    return JSON.stringify(maskedValue(JSON.parse(body), mask));
  } catch {
    return maskedText(body, mask);
  }
}

function maskedValue(value: unknown, mask: Mask): unknown {
  if (typeof value === 'string') return maskedText(value, mask);
  if (Array.isArray(value)) {
    const first = value.slice(0, LONGEST_LIST).map((one) => maskedValue(one, mask));
    const more = value.length - first.length;
    return more > 0 ? [...first, `[${more.toLocaleString('en-US')} more]`] : first;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      maskedText(name, mask),
      CONTENT.has(name) && typeof one === 'string' ? lengthOf(one) : maskedValue(one, mask),
    ]),
  );
}

function maskedXml(body: string, mask: Mask): string {
  let element = '';
  const masked = (text: string) =>
    CONTENT.has(element) && text.trim() ? lengthOf(text) : maskedText(text, mask);
  return body.replaceAll(
    XML_PARTS,
    (part: string, cdata: string | undefined, tag: string | undefined) => {
      if (cdata !== undefined) return `<![CDATA[${masked(cdata)}]]>`;
      if (tag === undefined) return encoded(masked(decoded(part)));
      element = /^<([\w:.-]+)/.exec(tag)?.[1] ?? '';
      return maskedText(maskedAttributes(tag, mask), mask);
    },
  );
}

function maskedAttributes(tag: string, mask: Mask): string {
  return tag.replaceAll(/=(["'])(.*?)\1/gs, (_all, _quote, value: string) => {
    const masked = encoded(maskedText(decoded(value), mask)).replaceAll('"', '&quot;');
    return `="${masked}"`;
  });
}

function maskedText(text: string, mask: Mask): string {
  return text.length > LONGEST_TEXT ? lengthOf(text) : mask.all(text);
}

function decoded(text: string): string {
  return text.replaceAll(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (entity, hex, number, name) => {
      if (name !== undefined) return ENTITIES[name as string] ?? entity;
      const code = hex === undefined ? Number(number) : Number.parseInt(hex as string, 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : entity;
    },
  );
}

function encoded(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
