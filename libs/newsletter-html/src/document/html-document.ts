import { type HtmlScan, type Range, scanHtml } from './html-scan.js';

const UNSUBSCRIBE_VARIABLE = /@\{[A-Za-z0-9_]*(?:unsubscribe|optout)[A-Za-z0-9_]*\}@/;

const UNSUBSCRIBE_LINK =
  '<p style="text-align:center;font-size:12px"><a href="@{confirmunsubscribelink}@">Unsubscribe</a></p>';

const HEAD = `<!DOCTYPE html>
<html><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
`;
const END = '</body></html>';

/** Whether Omeda would accept the document as it is: html and body, each opened and closed. */
function isWhole({ htmlStart, htmlEnd, bodyStart, bodyEnd }: HtmlScan): boolean {
  if (!htmlStart || !htmlEnd || !bodyStart || !bodyEnd) return false;
  return htmlStart.end <= bodyStart.start && bodyStart.end <= bodyEnd.start;
}

/**
 * A document that Omeda accepts ("HtmlContent must have open and closed html and body tags"). A whole
 * one stays as it is; what is only opened is closed; what has no skeleton gets one.
 */
export function wrapInDocument(html: string): string {
  const scan = scanHtml(html);
  if (isWhole(scan)) return html;
  const { htmlStart, bodyStart, bodyEnd, htmlEnd } = scan;
  const isOnlyOpened = htmlStart && bodyStart && htmlStart.end <= bodyStart.start;
  if (isOnlyOpened && !bodyEnd && !htmlEnd) return closed(html);
  const body = bodyStart ? html.slice(bodyStart.start, bodyStart.end) : '<body>';
  return closed(`${HEAD}${body}\n${cut(html, scan.skeleton)}\n`);
}

/** Ends what the text may have left open, so that the end of the body is one and not swallowed. */
function closed(html: string): string {
  return html + scanHtml(html).closer + END;
}

/** Puts Omeda's unsubscribe link before the end of the body, where no such link stands yet. */
export function withUnsubscribeLink(html: string): string {
  const { bodyEnd, comments } = scanHtml(html);
  if (!bodyEnd || UNSUBSCRIBE_VARIABLE.test(cut(html, comments))) return html;
  return html.slice(0, bodyEnd.start) + UNSUBSCRIBE_LINK + html.slice(bodyEnd.start);
}

function cut(html: string, ranges: Range[]): string {
  const kept: string[] = [];
  let from = 0;
  for (const { start, end } of ranges) {
    kept.push(html.slice(from, start));
    from = end;
  }
  return [...kept, html.slice(from)].join('');
}
