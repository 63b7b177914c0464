import type { Notice } from '#events';
import { completeDocument, isDocument } from '../document/complete-document.js';
import { findingsOf } from '../findings/findings-of.js';
import { IMAGE_ALONE, isOnlyEmpty, isShown, nothingToRead } from '../findings/nothing-to-read.js';
import { notShown, swallowed } from '../findings/swallowed.js';
import { documentOfFragment } from '../fragment/document-of-fragment.js';
import type { FragmentDocument, FragmentSource } from '../fragment/fragment-source.js';
import { withoutHtmlMergeDelimiters } from '../merge/html-merge-delimiters.js';
import { type IsKnown, knownVariables } from '../merge/known-variables.js';
import { mendVariableLinks } from '../merge/mend-variable-links.js';
import { withWindowsCharacters } from '../text/characters.js';
import { withoutUnwritable } from '../text/plain-text.js';
import { textPart } from '../text/text-part.js';
import { withUnsubscribeLink } from '../unsubscribe/unsubscribe-link.js';
import { viewWithin } from '../view/view.js';
import { Viewed } from '../view/viewed.js';

/** All that the HTML and its text are made of: equal for two saves that look the same to readers. */
export type BodySource = FragmentSource & { mergeVariables: readonly string[] };

export type Body = { html: string; text: string; problems: Notice[]; warnings: Notice[] };

const FIELD = 'post.html';

type Post = { post: Viewed; sent: string; isKnown: IsKnown };

/** The newsletter that readers get: a whole document almost unchanged, or one made of a fragment. */
export function renderBody(source: BodySource): Body {
  const isKnown = knownVariables(source.mergeVariables);
  const sent = new Viewed(readable(source.html));
  const isWhole = isDocument(sent.html, sent.scan);
  const made = isWhole ? asItIs(sent.html) : documentOfFragment({ ...source, html: sent.html });
  const post = sent.with(made.html);
  const writable = post.with(withoutUnwritable(post.html));
  const whole = writable.with(completeDocument(writable.html, writable.scan));
  const mended = mendVariableLinks(whole, isKnown);
  const linked = whole.with(mended.text);
  const safe = withoutHtmlMergeDelimiters(linked, FIELD, isKnown);
  const viewed = withUnsubscribeLink(linked.with(safe.text), isKnown, source.language);
  const { html, view } = viewed;
  const empty = emptiness(made, { post, sent: sent.html, isKnown });
  const lost = swallowed(sent, isWhole);
  const lacks = lackingIn(lost, empty, showsFeaturedImage(made, post));
  return {
    html,
    text: textPart(viewed, isKnown),
    problems: [...lacks.problems, ...made.problems],
    warnings: [
      ...lacks.warnings,
      ...(isWhole && empty.length === 0 ? notShown(post) : []),
      ...made.warnings,
      ...mended.warnings,
      ...safe.warnings,
      ...findingsOf({ html, view, isKnown }),
    ],
  };
}

function readable(html: string): string {
  return withWindowsCharacters(withoutUnwritable(html));
}

function asItIs(html: string): FragmentDocument {
  const content = { start: 0, end: html.length };
  return { html, content, featuredImage: null, problems: [], warnings: [] };
}

/** If nothing else is left, what was never closed is the cause. */
function lackingIn(lost: Notice[], empty: Notice[], hasPicture: boolean) {
  if (empty.length > 0 && lost.length > 0) return { problems: lost, warnings: [] };
  if (hasPicture && isOnlyEmpty(empty)) return { problems: [], warnings: [IMAGE_ALONE] };
  return { problems: empty, warnings: lost };
}

/** As its template has it: a template may omit or hide it. */
function showsFeaturedImage({ featuredImage }: FragmentDocument, { view }: Viewed): boolean {
  if (featuredImage === null) return false;
  return view.pictures.some((one) => one.src === featuredImage && isShown(one));
}

/** Of the post itself: what a template puts around it does not count. */
function emptiness({ content, problems }: FragmentDocument, { post, sent, isKnown }: Post) {
  if (problems.length > 0) return [];
  const view = viewWithin(post.view, content);
  return nothingToRead({ html: post.html, sent, view, isKnown });
}
