import { type Range, scanHtml } from '../document/html-scan.js';
import {
  escapeMergeDelimiters,
  isKnownMergeVariable,
  mergeDelimiterWarning,
} from './merge-delimiters.js';
import type { Rendered } from '../rendered.js';

/**
 * HTML of an editor whose stray merge delimiters reach readers as text. In style sheets, scripts and
 * comments a character reference would be wrong and a space does: minified CSS is full of `}@media`.
 */
export function withoutHtmlMergeDelimiters(html: string, field: string): Rendered {
  if (!html.includes('@{') && !html.includes('}@')) return { text: html, warnings: [] };
  const { raw, comments } = scanHtml(html);
  const parts: string[] = [];
  let escapedInText = 0;
  let from = 0;
  for (const { start, end } of inOrder([...raw, ...comments])) {
    const markup = escape(html.slice(from, start), 'html');
    escapedInText += markup.escaped;
    parts.push(markup.text, escape(html.slice(start, end), 'text').text);
    from = end;
  }
  const rest = escape(html.slice(from), 'html');
  const warnings = escapedInText + rest.escaped > 0 ? [mergeDelimiterWarning(field)] : [];
  return { text: [...parts, rest.text].join(''), warnings };
}

function escape(text: string, as: 'html' | 'text') {
  return escapeMergeDelimiters(text, { as, keeps: isKnownMergeVariable });
}

function inOrder(ranges: Range[]): Range[] {
  return ranges.toSorted((a, b) => a.start - b.start);
}
