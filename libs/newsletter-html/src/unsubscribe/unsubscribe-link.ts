import { edited, insertion } from '../document/range.js';
import type { IsKnown } from '../merge/known-variables.js';
import { labelsOf } from '../labels.js';
import { type SeenLink, type SeenText, isLinkSeen, isReadable, isSeen } from '../view/view.js';
import { Viewed } from '../view/viewed.js';

const UNSUBSCRIBES = /^\s*@\{([\w-]*(?:unsubscribe|optout)[\w-]*)\}@\s*$/i;
const FOOTER = /@\{optoutfooterhtml\}@/i;

/** In the color of the page's text: the blue of links cannot be read on a dark page. */
function linkIn(language: string | null): string {
  const { unsubscribe } = labelsOf(language);
  return `<p style="text-align:center;font-size:12px"><a href="@{confirmunsubscribelink}@" style="color:inherit;text-decoration:underline">${unsubscribe}</a></p>`;
}

/** Puts Omeda's unsubscribe link before the end of the body, where readers have none that works. */
export function withUnsubscribeLink(
  viewed: Viewed,
  isKnown: IsKnown,
  language: string | null = null,
): Viewed {
  if (hasUnsubscribe(viewed, isKnown)) return viewed;
  const { html, scan } = viewed;
  const link = linkIn(languageOf(viewed) ?? language);
  const last = new Viewed(edited(html, [insertion(scan.bodyEnd?.start ?? html.length, link)]));
  // What the end of the body stands in may be hidden: something was never closed.
  if (!scan.bodyStart || hasUnsubscribe(last, isKnown)) return last;
  return new Viewed(edited(html, [insertion(scan.bodyStart.end, link)]));
}

/** As the document itself says it. */
function languageOf({ html, scan: { htmlStart } }: Viewed): string | undefined {
  if (!htmlStart) return undefined;
  return /\slang\s*=\s*["']?\s*([a-z][\w-]*)/i.exec(
    html.slice(htmlStart.start, htmlStart.end),
  )?.[1];
}

/** Whether readers see a link that unsubscribes them, or the footer that Omeda makes of a variable. */
function hasUnsubscribe({ html, view }: Viewed, isKnown: IsKnown): boolean {
  const { links, texts } = view;
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
