import { type HtmlScan, scanHtml, unendedEnds } from './html-scan.js';
import { type Edit, type Range, edited, insertion } from './range.js';

/** For a body that is sent alone: its text would be read in an old character set. */
const HEAD = `<!DOCTYPE html>
<html><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
`;

/** Whether the text is a whole newsletter: it has at least part of a document's skeleton. */
export function isDocument(html: string, scan: HtmlScan = scanHtml(html)): boolean {
  const { doctype, htmlStart, headStart, bodyStart } = scan;
  return [doctype, htmlStart, headStart, bodyStart].some((part) => part !== undefined);
}

/**
 * A document that Omeda accepts ("HtmlContent must have open and closed html and body tags"). All that
 * was sent stays byte for byte: only missing parts of the skeleton are added.
 */
export function completeDocument(html: string, scan: HtmlScan = scanHtml(html)): string {
  const begun = edited(html, [...unendedEnds(scan), ...starts(html, scan)]);
  return edited(begun, ends(begun, begun === html ? scan : scanHtml(begun)));
}

function starts(html: string, scan: HtmlScan): Edit[] {
  return [...htmlStart(scan), ...bodyStart(html, scan)];
}

function htmlStart({ doctype, htmlStart: html, headStart, bodyStart: body }: HtmlScan): Edit[] {
  const isLate = html && body && body.start < html.start;
  if (html && !isLate) return [];
  const isBodyAlone = !doctype && !headStart && !html;
  return [isBodyAlone ? insertion(0, HEAD) : insertion(doctype?.end ?? 0, '<html>')];
}

function bodyStart(html: string, scan: HtmlScan): Edit[] {
  if (scan.bodyStart) return [];
  const before = scan.headEnd ?? scan.headStart ?? scan.htmlStart ?? scan.doctype;
  const content = scan.headEnd?.end ?? scan.contentStart ?? endOf(scan, html);
  return [insertion(Math.max(before?.end ?? 0, content), '<body>')];
}

function endOf({ bodyEnd, htmlEnd }: HtmlScan, html: string): number {
  return (bodyEnd ?? htmlEnd)?.start ?? html.length;
}

/** Also closes what the text left open, so that it does not swallow the end of the body. */
function ends(html: string, { bodyStart, bodyEnd, htmlEnd, closer }: HtmlScan): Edit[] {
  const isEnd = (range?: Range) => range !== undefined && range.start >= (bodyStart?.end ?? 0);
  if (isEnd(bodyEnd) && isEnd(htmlEnd)) return [];
  if (htmlEnd && isEnd(htmlEnd)) return [insertion(htmlEnd.start, '</body>')];
  return [insertion(html.length, `${closer}${isEnd(bodyEnd) ? '' : '</body>'}</html>`)];
}
