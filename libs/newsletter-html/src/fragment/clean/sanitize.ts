import sanitizeHtml from 'sanitize-html';
import { scanHtml, unendedEnds } from '../../document/html-scan.js';
import { edited } from '../../document/range.js';
import { type Findings, warn } from '../findings.js';
import {
  ALLOWED_ATTRIBUTES,
  ALLOWED_SCHEMES,
  ALLOWED_SCHEMES_BY_TAG,
  ALLOWED_TAGS,
  LOST_ADDRESS,
  SILENT_TAGS,
  isOpened,
} from './allowed-markup.js';

/** Real posts stay under 20; deeper nesting slows down every stage, and Outlook gives up long before. */
const DEEPEST = 100;

/** `<!--[if mso]>`, `<!--[if !mso]><!-->`, and `<![if !mso]>`. */
const CONDITION = /<!(?:--)?\s*\[if\b/i;

/** As XHTML tools write it; HTML would take all that follows as the title. */
const EMPTY_TITLE = /<title\s*\/>/gi;

/**
 * Removes scripts, event handlers, and what is not part of a text; also all comments, and with them both halves of
 * Outlook's conditions: `<!--[if mso]>` and what it hides, the two marks around what others see.
 */
export function sanitized(html: string, findings: Findings): string {
  if (CONDITION.test(html)) {
    const words =
      'Conditional comments for Outlook were removed; the newsletter has its own. Send a complete HTML document to keep yours.';
    warn(findings, 'conditional-comments', words);
  }
  let drawings = 0;
  let buttons = 0;
  const clean = sanitizeHtml(plain(html.replace(EMPTY_TITLE, '')), {
    allowedTags: ALLOWED_TAGS,
    allowedAttributes: ALLOWED_ATTRIBUTES,
    allowedSchemes: ALLOWED_SCHEMES,
    allowedSchemesByTag: ALLOWED_SCHEMES_BY_TAG,
    allowedSchemesAppliedToAttributes: ['href', 'src', 'data-src', 'poster', 'action', 'data'],
    nonTextTags: SILENT_TAGS,
    nestingLimit: DEEPEST,
    parseStyleAttributes: false,
    // Style sheets are read by the next stage, and never written as they came.
    allowVulnerableTags: true,
    transformTags: { '*': tidied },
    onOpenTag: (name, attributes) => {
      if (name === 'button') buttons += 1;
      if (name === 'svg' && buttons === 0 && !isDecoration(attributes)) drawings += 1;
    },
    onCloseTag: (name) => {
      if (name === 'button') buttons -= 1;
    },
  });
  if (drawings > 0) {
    const words =
      'An SVG image was removed, because email clients do not show it. Use a PNG image instead.';
    warn(findings, 'drawing-removed', words);
  }
  return clean;
}

/**
 * Without comments, as browsers end them: the sanitizer would continue one at `--!>`, and remove the text after
 * it. The same goes for a `<script />`, which gets its end tag.
 */
function plain(html: string): string {
  const scan = scanHtml(html);
  const comments = scan.comments.map(({ start, end }) => ({ start, end, text: '' }));
  return edited(html, [...comments, ...unendedEnds(scan)]);
}

/** No editor writes that much, and each stage would read it again. */
const LONGEST: Record<string, number> = {
  class: 1_000,
  style: 4_000,
  id: 200,
  name: 200,
  coords: 2_000,
};

/** Numbers, and the name of a map in the same post: no other value means anything there. */
const MEANT: Record<string, RegExp> = { coords: /^[\d.,;\s-]*$/, usemap: /^#./ };

const LONGEST_LOST = 200;

/** Without its attribute `open`, which no mail program keeps, a dialog would be hidden. */
function tidied(tag: string, attributes: Record<string, string>) {
  return { tagName: tag === 'dialog' ? 'div' : tag, attribs: tidy(tag, attributes) };
}

function tidy(tag: string, attributes: Record<string, string>): Record<string, string> {
  for (const [name, most] of Object.entries(LONGEST)) {
    if ((attributes[name]?.length ?? 0) > most) delete attributes[name];
  }
  for (const [name, meant] of Object.entries(MEANT)) {
    if (!meant.test(attributes[name] ?? '')) delete attributes[name];
  }
  delete attributes[LOST_ADDRESS];
  const { href } = attributes;
  if (href !== undefined && (href.trim() === '' || !isOpened(href))) {
    attributes[LOST_ADDRESS] = href.slice(0, LONGEST_LOST) || ' ';
    delete attributes['href'];
  }
  // An empty one would be removed, and what it hides would show.
  if (attributes['hidden'] === '' || isUnopened(tag, attributes)) attributes['hidden'] = 'hidden';
  return attributes;
}

/** What a page shows only on request. */
function isUnopened(tag: string, attributes: Record<string, string>): boolean {
  if ('popover' in attributes) return true;
  return tag === 'dialog' && !('open' in attributes);
}

/** So is a button's symbol, such as WordPress's for a picture that opens large. */
function isDecoration(attributes: Record<string, string>): boolean {
  return attributes['aria-hidden'] === 'true' || attributes['focusable'] === 'false';
}
