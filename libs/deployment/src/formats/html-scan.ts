import { Token, Tokenizer, TokenizerMode } from 'parse5';

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
};

const RAW = new Map<string, 'RAWTEXT' | 'SCRIPT_DATA' | 'RCDATA'>([
  ['style', 'RAWTEXT'],
  ['script', 'SCRIPT_DATA'],
  ['xmp', 'RAWTEXT'],
  ['iframe', 'RAWTEXT'],
  ['title', 'RCDATA'],
  ['textarea', 'RCDATA'],
]);

/** Attributes mean nothing here, and keeping 400,000 of one tag takes 13 seconds. */
class TagTokenizer extends Tokenizer {
  protected override _leaveAttrName(): void {}
}

/**
 * Finds the skeleton by tokens alone. A tree would repair, and so change, what an editor's newsletter
 * theme wrote for mail clients; and building one takes quadratic time for hostile nesting.
 */
export function scanHtml(html: string): HtmlScan {
  const scan: HtmlScan = { skeleton: [], raw: [], comments: [] };
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
        if (mode !== 'RCDATA') rawFrom = { tag: token.tagName, start: end };
      },
      onEndTag(token) {
        const range = rangeOf(token);
        if (rawFrom?.tag === token.tagName) {
          scan.raw.push({ start: rawFrom.start, end: range.start });
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
    },
  );
  tokenizer.write(html, true);
  if (rawFrom) scan.raw.push({ start: rawFrom.start, end: html.length });
  return scan;
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
