import { parseFragment } from 'parse5';
import { INLINE_ELEMENTS } from '../inline-elements.js';
import { oneLine } from './one-line.js';

/** What XML cannot carry, as a number or half of a surrogate pair: Omeda would refuse the whole content for it. */
// oxlint-disable-next-line no-control-regex -- control characters are what it searches for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** Inline markup that WordPress leaves in titles. Other `<` are text: "profits < losses". */
const INLINE_TAG = new RegExp(
  String.raw`</?(?:${[...INLINE_ELEMENTS, 'wbr', 'p'].join('|')})(?:\s[^<>]*)?/?>`,
  'gi',
);

const LINE_TAG = /<(?:br|\/p|\/?div)(?:\s[^<>]*)?\/?>/gi;

const ENTITY = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/gi;

/** The text without characters that neither XML nor a JSON column can hold. */
export function withoutUnwritable(text: string): string {
  return text.replace(UNWRITABLE, '');
}

/** Titles, names, and excerpts as WordPress stores them, made plain: no tags, entities, or line breaks. */
export function plainText(text: string): string {
  const decoded = decodeEntities(text.replace(LINE_TAG, ' ').replace(INLINE_TAG, ''));
  return oneLine(withoutUnwritable(decoded));
}

function decodeEntities(text: string): string {
  const known = new Map<string, string>();
  return text.replace(ENTITY, (entity) => {
    const decoded = known.get(entity) ?? decodeEntity(entity);
    known.set(entity, decoded);
    return decoded;
  });
}

function decodeEntity(entity: string): string {
  const { childNodes } = parseFragment(entity);
  const decoded = childNodes.map((node) => ('value' in node ? node.value : '')).join('');
  // `&notes;` is not an entity, but HTML reads `&not` in it: then it stays as written.
  return decoded.length > 1 && decoded.endsWith(';') ? entity : decoded;
}
