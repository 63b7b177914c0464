import type { HtmlScan } from './html-scan.js';
import type { Range } from './range.js';

/** What readers do not see, because something before it was never closed. */
export type Unclosed = Range & { cause: string; cure: string };

/** An element of this name swallows all that follows. */
export function leftOpen(html: string, name: string, start: number): Unclosed {
  const cause = `The element “<${name}>”`;
  return { start, end: html.length, cause, cure: `</${name}>` };
}

const COMMENT = '<!--';
const CONDITION = /^<!--\s*\[if\b[^\]>]*\]>/i;
const ENDIF = /<!\[endif\]/gi;
/** The end of a condition for other programs: `<!--[if !mso]><!-->`, `<!--[if !mso]>-->`. */
const REVEALED = /(?:<!|\]>)\s*$/;

/** Each part of a text that an unclosed comment, tag or element swallows. */
export function unclosedIn(html: string, { comments, open }: HtmlScan): Unclosed[] {
  const found = comments.flatMap((comment) => inComment(html, comment) ?? []);
  return open ? [...found, inElement(html, open)] : found;
}

function inComment(html: string, { start, end }: Range): Unclosed | undefined {
  const text = html.slice(start, end);
  if (!text.startsWith(COMMENT)) return undefined;
  const condition = CONDITION.exec(text)?.[0];
  const isEnded = /--!?>$/.test(text);
  const inner = isEnded ? text.replace(/--!?>$/, '') : text;
  const nested = isEnded ? inner.indexOf(COMMENT, COMMENT.length) : -1;
  const isLost = !isEnded || nested >= 0 || (condition && !isWhole(inner, condition));
  if (!isLost) return undefined;
  const from = condition ? afterEndif(inner, condition.length) : COMMENT.length;
  return {
    start: start + from,
    end: start + (nested > from ? nested : inner.length),
    cause: `The comment “${condition ?? COMMENT}”`,
    cure: condition ? '<![endif]-->' : '-->',
  };
}

function isWhole(inner: string, condition: string): boolean {
  return REVEALED.test(inner) || afterEndif(inner, condition.length) > condition.length;
}

/** If the end of a condition has no `--`, everything after it is still a comment. */
function afterEndif(inner: string, start: number): number {
  const last = [...inner.matchAll(ENDIF)].at(-1);
  return last ? last.index + last[0].length : start;
}

function inElement(html: string, { name, start, isTag }: NonNullable<HtmlScan['open']>): Unclosed {
  // The text of a title, or a rule of a style sheet, is not text of the newsletter.
  if (name === 'plaintext') return inPlainText(html, start);
  const first = html.slice(start).search(isTag ? />/ : /<[a-z/!]/i);
  return {
    start: first < 0 ? html.length : start + first + (isTag ? 1 : 0),
    end: html.length,
    cause: isTag ? `The tag “<${name}”` : `The element “<${name}>”`,
    cure: isTag ? 'its quotation mark and >' : `</${name}>`,
  };
}

/** Nothing closes it, and its text is shown with all tags. */
function inPlainText(html: string, start: number): Unclosed {
  return { ...leftOpen(html, 'plaintext', start), cure: '' };
}
