import { type Edit, type Range, edited } from '../document/range.js';
import type { Rendered } from '../text/shorten.js';
import { linkPlace } from '../findings/place.js';
import type { SeenLink } from '../view/view.js';
import type { Viewed } from '../view/viewed.js';
import type { IsKnown } from './known-variables.js';

/** The address of a link after an editor's link field has changed a merge variable. */
const PREFIXED =
  /(?<=href\s{0,9}=\s{0,9}["']?\s{0,9})https?:\/{0,3}(?:@|%40)(?:\{|%7B)([A-Za-z0-9_-]{1,100})(?:\}|%7D)(?:@|%40)\/?(?=\s{0,9}["'>]|$)/gi;

/** Removes `http://` from links that are only a merge variable, which Omeda replaces with a whole address. */
export function mendVariableLinks(viewed: Viewed, isKnown: IsKnown): Rendered {
  const { html } = viewed;
  if (!/https?:\/{0,3}(?:@|%40)(?:\{|%7B)/i.test(html)) return { text: html, warnings: [] };
  const mended = viewed.view.links.filter(
    (link) => editsIn(html, link.hrefRange, isKnown).length > 0,
  );
  // Outlook's buttons are in comments, and have addresses of their own.
  const ranges = [...mended.map(({ hrefRange }) => hrefRange), ...viewed.scan.comments];
  const edits = ranges.flatMap((range) => editsIn(html, range, isKnown));
  return { text: edited(html, edits), warnings: mended.slice(0, 5).map(warning) };
}

function editsIn(html: string, { start, end }: Range, isKnown: IsKnown): Edit[] {
  const found = html.slice(start, end).matchAll(PREFIXED);
  return [...found]
    .filter(([, name = '']) => isKnown(name))
    .map(({ 0: written, 1: name = '', index }) => {
      const at = start + index;
      return { start: at, end: at + written.length, text: `@{${name}}@` };
    });
}

function warning(link: SeenLink) {
  const variable = /(?:@|%40)(?:\{|%7B)([\w-]+)/i.exec(link.href)?.[1] ?? '';
  const words = `http:// was removed before @{${variable}}@, because Omeda replaces the variable with a complete address. Remove it in the post, too.`;
  return { code: 'link-mended', words, field: 'post.html', place: linkPlace(link) };
}
