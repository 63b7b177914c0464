import { type Edit, type Range, insertion } from './range.js';
import { RAW } from './raw-text.js';
import { type TagTokenizer, openQuote } from './tag-tokenizer.js';
import { type EndTag, type StartTag, tokenize } from './tokenize.js';

/** Where a document's skeleton is in its text, and which parts of the text are not markup. */
export type HtmlScan = {
  doctype?: Range;
  htmlStart?: Range;
  htmlEnd?: Range;
  headStart?: Range;
  headEnd?: Range;
  bodyStart?: Range;
  /** The last one. */
  bodyEnd?: Range;
  /** Where the first content starts that only a body has. */
  contentStart?: number;
  /** Each tag of `html` and `body`. */
  outermost: Range[];
  /** Each `<title />` or `<script />` of XHTML, whose end tag is missing in HTML. */
  unended: { tag: string; at: number }[];
  /** Style sheets and scripts: character references mean nothing in them. */
  raw: Range[];
  comments: Range[];
  /** The raw-text element or tag in which the text breaks off: everything after its start is lost. */
  open?: { name: string; start: number; isTag: boolean };
  /** What must follow to close everything: a quote and a bracket, the end of a style sheet … */
  closer: string;
};

const HEAD_ELEMENTS = new Set(
  'html head title meta link style script base noscript template'.split(' '),
);

/** The end tags of elements that XHTML tools wrote as self-closing. */
export function unendedEnds({ unended }: Pick<HtmlScan, 'unended'>): Edit[] {
  return unended.map(({ tag, at }) => insertion(at, `</${tag}>`));
}

/** Finds the skeleton. */
export function scanHtml(html: string): HtmlScan {
  const scan: HtmlScan = { outermost: [], unended: [], raw: [], comments: [], closer: '' };
  let raw: StartTag | undefined;
  let rawStart = 0;
  const openRaw = tokenize(html, {
    start(tag) {
      noteStart(scan, tag);
      if (RAW.has(tag.name)) rawStart = tag.end;
      if (isRaw(tag.name) && !tag.isWhole) raw = tag;
    },
    end(tag) {
      if (raw?.name === tag.name) {
        scan.raw.push({ start: raw.end, end: tag.start });
        raw = undefined;
      }
      noteEnd(scan, tag);
    },
    text(token) {
      if (scan.contentStart !== undefined || token.inside !== undefined) return;
      const first = html.slice(token.start, token.end).search(/\S/);
      if (first >= 0) scan.contentStart = token.start + first;
    },
    comment: (range) => scan.comments.push(range),
    doctype: (range) => (scan.doctype ??= range),
    brokenOff(code, tokenizer) {
      scan.closer = closerAt(code, tokenizer);
      if (code === 'eof-in-tag' && openQuote(tokenizer)) scan.open = openTag(tokenizer);
    },
  });
  if (openRaw) scan.open = { name: openRaw, start: rawStart, isTag: false };
  if (raw) scan.raw.push({ start: raw.end, end: html.length });
  scan.closer += closerAfter(html, scan, openRaw);
  return scan;
}

function isRaw(tag: string): boolean {
  const mode = RAW.get(tag);
  return mode !== undefined && mode !== 'RCDATA';
}

function noteStart(scan: HtmlScan, { name, start, end, isUnended }: StartTag): void {
  if (name === 'html' || name === 'body') scan.outermost.push({ start, end });
  if (isUnended) scan.unended.push({ tag: name, at: end });
  if (name === 'html' || name === 'head' || name === 'body')
    scan[`${name}Start`] ??= { start, end };
  else if (!HEAD_ELEMENTS.has(name)) scan.contentStart ??= start;
}

/** The last end tag counts, except for the head's. */
function noteEnd(scan: HtmlScan, { name, start, end }: EndTag): void {
  if (name === 'html' || name === 'body') {
    scan[`${name}End`] = { start, end };
    scan.outermost.push({ start, end });
  } else if (name === 'head') scan.headEnd ??= { start, end };
}

function openTag({ unfinishedTag, unfinishedStart }: TagTokenizer): NonNullable<HtmlScan['open']> {
  return { name: unfinishedTag ?? '', start: unfinishedStart, isTag: true };
}

/** What closes the construct in which the text breaks off. */
function closerAt(code: string, tokenizer: TagTokenizer): string {
  if (code === 'eof-in-comment' || code === 'eof-in-script-html-comment-like-text') return '-->';
  if (code !== 'eof-in-tag') return '>';
  const tag = tokenizer.unfinishedTag ?? '';
  return `${openQuote(tokenizer)}>${RAW.has(tag) ? `</${tag}>` : ''}`;
}

/** The rest of it: raw text without its end tag, or a comment such as `<!x`, which ends at a bracket. */
function closerAfter(html: string, { closer, comments }: HtmlScan, rawTag?: string): string {
  if (rawTag) return closer.endsWith('>') && closer !== '-->' ? '' : `</${rawTag}>`;
  const isBogus = (comments.at(-1)?.end ?? -1) >= html.length && !html.endsWith('>');
  return isBogus && closer === '' ? '>' : '';
}
