import type { Notice } from '#events';
import { completeDocument, isDocument } from '../document/complete-document.js';
import { findingsOf } from '../findings/findings-of.js';
import { nothingToRead } from '../findings/nothing-to-read.js';
import {
  type FragmentDocument,
  type FragmentSource,
  documentOfFragment,
} from '../fragment/index.js';
import { withoutHtmlMergeDelimiters } from '../merge/html-merge-delimiters.js';
import type { IsKnown } from '../merge/known-variables.js';
import { mendVariableLinks } from '../merge/mend-variable-links.js';
import { withWindowsCharacters } from '../text/characters.js';
import { withoutUnwritable } from '../text/plain-text.js';
import { textPart } from '../text/text-part.js';
import { withUnsubscribeLink } from '../unsubscribe/unsubscribe-link.js';
import { viewWithin } from '../view/view.js';
import { viewOf } from '../view/view-of.js';

export type Body = { html: string; text: string; problems: Notice[]; warnings: Notice[] };

const FIELD = 'post.html';

/** The newsletter that readers get: a whole document nearly as it came, or one made of a fragment. */
export function renderBody(source: FragmentSource, isKnown: IsKnown): Body {
  const sent = readable(source.html);
  const made = isDocument(sent) ? asItIs(sent) : documentOfFragment({ ...source, html: sent });
  const whole = completeDocument(withoutUnwritable(made.html));
  const mended = mendVariableLinks(whole, isKnown);
  const safe = withoutHtmlMergeDelimiters(mended.text, FIELD, isKnown);
  const viewed = withUnsubscribeLink(safe.text, isKnown);
  return {
    html: viewed.html,
    text: textPart(viewed, isKnown),
    problems: [...emptiness(made, { ...source, html: sent }, isKnown), ...made.problems],
    warnings: [
      ...made.warnings,
      ...mended.warnings,
      ...safe.warnings,
      ...findingsOf({ ...viewed, isKnown }),
    ],
  };
}

function readable(html: string): string {
  return withWindowsCharacters(withoutUnwritable(html));
}

function asItIs(html: string): FragmentDocument {
  return { html, content: { start: 0, end: html.length }, problems: [], warnings: [] };
}

/** Of the post itself: what a template puts around it is nothing to read. */
function emptiness(made: FragmentDocument, source: FragmentSource, isKnown: IsKnown): Notice[] {
  const { html, content, problems } = made;
  if (problems.length > 0 || (source.featuredImage && !isDocument(source.html))) return [];
  const view = viewWithin(viewOf(html), content);
  return nothingToRead({ html, sent: source.html, view, isKnown });
}
