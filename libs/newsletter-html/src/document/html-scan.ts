import { Token, TokenizerMode } from 'parse5';
import { TagTokenizer, openQuote } from './tag-tokenizer.js';

export type Range = { start: number; end: number };

/** Where the skeleton of a document stands in its text, and which parts of it are no markup. */
export type HtmlScan = {
  htmlStart?: Range;
  htmlEnd?: Range;
  bodyStart?: Range;
  /** The last one. */
  bodyEnd?: Range;
  /** Every doctype and tag of html, head and body. */
  skeleton: Range[];
  /** Style sheets and scripts: character references mean nothing in them. */
  raw: Range[];
  comments: Range[];
  /** What must follow so that nothing is left open: a quote and a bracket, the end of a style sheet … */
  closer: string;
};

const RAW = new Map<string, 'RAWTEXT' | 'SCRIPT_DATA' | 'RCDATA'>([
  ['style', 'RAWTEXT'],
  ['script', 'SCRIPT_DATA'],
  ['xmp', 'RAWTEXT'],
  ['iframe', 'RAWTEXT'],
  ['title', 'RCDATA'],
  ['textarea', 'RCDATA'],
]);

/**
 * Finds the skeleton by tokens alone. A tree would repair, and so change, what an editor's newsletter
 * theme wrote for mail clients; and building one takes quadratic time for hostile nesting.
 */
export function scanHtml(html: string): HtmlScan {
  const scan: HtmlScan = { skeleton: [], raw: [], comments: [], closer: '' };
  let rawFrom: { tag: string; start: number } | undefined;
  const tokenizer = new TagTokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(token) {
        const { start, end } = rangeOf(token);
        noteSkeleton(scan, token.tagName, { start, end }, 'Start');
        const mode = RAW.get(token.tagName);
        if (mode === undefined) return;
        tokenizer.state = TokenizerMode[mode];
        rawFrom = { tag: token.tagName, start: end };
      },
      onEndTag(token) {
        const range = rangeOf(token);
        if (rawFrom?.tag === token.tagName) {
          noteRaw(scan, rawFrom, range.start);
          rawFrom = undefined;
        }
        noteSkeleton(scan, token.tagName, range, 'End');
      },
      onComment: (token) => scan.comments.push(rangeOf(token)),
      onDoctype: (token) => scan.skeleton.push(rangeOf(token)),
      onCharacter: () => undefined,
      onNullCharacter: () => undefined,
      onWhitespaceCharacter: () => undefined,
      onEof: () => undefined,
      onParseError: ({ code }) => {
        if (code.startsWith('eof-')) scan.closer = closerAt(code, tokenizer);
      },
    },
  );
  tokenizer.write(html, true);
  if (rawFrom) noteRaw(scan, rawFrom, html.length);
  scan.closer += closerAfter(html, scan, rawFrom?.tag);
  return scan;
}

/** What ends that in which the text breaks off. */
function closerAt(code: string, tokenizer: TagTokenizer): string {
  if (code === 'eof-in-comment' || code === 'eof-in-script-html-comment-like-text') return '-->';
  if (code !== 'eof-in-tag') return '>';
  const tag = tokenizer.unfinishedTag ?? '';
  return `${openQuote(tokenizer)}>${RAW.has(tag) ? `</${tag}>` : ''}`;
}

/** The rest of it: raw text whose end tag is missing, or a comment such as `<!x`, which ends at a bracket. */
function closerAfter(html: string, { closer, comments }: HtmlScan, rawTag?: string): string {
  if (rawTag) return closer.endsWith('>') && closer !== '-->' ? '' : `</${rawTag}>`;
  const isBogus = (comments.at(-1)?.end ?? -1) >= html.length && !html.endsWith('>');
  return isBogus && closer === '' ? '>' : '';
}

function noteRaw(scan: HtmlScan, from: { tag: string; start: number }, end: number): void {
  if (RAW.get(from.tag) !== 'RCDATA') scan.raw.push({ start: from.start, end });
}

function rangeOf({ location }: Token.TagToken | Token.CommentToken | Token.DoctypeToken): Range {
  return { start: location?.startOffset ?? 0, end: location?.endOffset ?? 0 };
}

function noteSkeleton(scan: HtmlScan, tag: string, range: Range, side: 'Start' | 'End'): void {
  if (tag !== 'html' && tag !== 'body' && tag !== 'head') return;
  scan.skeleton.push(range);
  if (tag === 'head') return;
  const name = `${tag}${side}` as const;
  // The first start counts, and the last end.
  if (side === 'End' || scan[name] === undefined) scan[name] = range;
}
