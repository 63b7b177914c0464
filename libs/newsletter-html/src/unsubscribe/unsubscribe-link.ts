import { scanHtml } from '../document/html-scan.js';
import { edited, insertion } from '../document/range.js';
import type { IsKnown } from '../merge/known-variables.js';
import {
  type SeenLink,
  type SeenText,
  type View,
  isLinkSeen,
  isReadable,
  isSeen,
} from '../view/view.js';
import { viewOf } from '../view/view-of.js';

const UNSUBSCRIBES = /^\s*@\{([\w-]*(?:unsubscribe|optout)[\w-]*)\}@\s*$/i;
const FOOTER = /@\{optoutfooterhtml\}@/i;

/** In the color of the page's text: the blue of links cannot be read on a dark page. */
const LINK =
  '<p style="text-align:center;font-size:12px"><a href="@{confirmunsubscribelink}@" style="color:inherit;text-decoration:underline">Unsubscribe</a></p>';

/** A document, and what readers see of it. */
export type Viewed = { html: string; view: View };

/** Puts Omeda's unsubscribe link before the end of the body, where readers have none that works. */
export function withUnsubscribeLink(html: string, isKnown: IsKnown): Viewed {
  const view = viewOf(html);
  if (hasUnsubscribe(html, view, isKnown)) return { html, view };
  const { bodyStart, bodyEnd } = scanHtml(html);
  const last = edited(html, [insertion(bodyEnd?.start ?? html.length, LINK)]);
  // What the end of the body stands in may be hidden: something was never closed.
  const lastView = viewOf(last);
  if (!bodyStart || hasUnsubscribe(last, lastView, isKnown)) return { html: last, view: lastView };
  const first = edited(html, [insertion(bodyStart.end, LINK)]);
  return { html: first, view: viewOf(first) };
}

/** Whether readers see a link that unsubscribes them, or the footer that Omeda makes of a variable. */
function hasUnsubscribe(html: string, { links, texts }: View, isKnown: IsKnown): boolean {
  const hasLink = links.some((link) => {
    return unsubscribes(html, link, isKnown) && isLinkSeen(link) && !isBlank(link, texts);
  });
  return hasLink || texts.some(({ start, end }) => FOOTER.test(html.slice(start, end)));
}

/** All its text has the color of its background. */
function isBlank(link: SeenLink, texts: readonly SeenText[]): boolean {
  const own = texts.filter((text) => text.link === link && isSeen(text.text));
  return own.length > 0 && !link.hasPicture && !own.some(isReadable);
}

/** Whether the link leads to Omeda's page; made harmless, a variable is written as a reference. */
export function unsubscribes(html: string, link: SeenLink, isKnown: IsKnown): boolean {
  const name = UNSUBSCRIBES.exec(link.href)?.[1];
  const { start, end } = link.hrefRange;
  return name !== undefined && isKnown(name) && html.slice(start, end).includes(`@{${name}}@`);
}
