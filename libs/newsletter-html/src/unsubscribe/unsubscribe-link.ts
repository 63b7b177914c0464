import { contrast, isDark } from '../color/color.js';
import { edited, insertion } from '../document/range.js';
import type { IsKnown } from '../merge/known-variables.js';
import { labelsOf } from '../labels.js';
import { type SeenLink, type SeenText, isLinkSeen, isReadable } from '../view/view.js';
import { isSeen } from '../text/is-seen.js';
import { Viewed } from '../view/viewed.js';

const VARIABLE = /^\s*@\{([\w-]+)\}@\s*$/;
/** Not the footers, which are no addresses. */
const UNSUBSCRIBES = /^(?!optoutfooter).*(?:unsubscribe|optout)/i;
const FOOTER = /@\{optoutfooterhtml\}@/i;

/** As for any text: below it, many readers cannot read it. */
const LEAST_CONTRAST = 3;

/** In the color of the page's text: the blue of links is unreadable on a dark page. */
function linkIn(language: string | null, color = ''): string {
  const { unsubscribe } = labelsOf(language);
  return `<p style="text-align:center;font-size:12px${color && `;color:${color}`}"><a href="@{confirmunsubscribelink}@" style="color:inherit;text-decoration:underline">${unsubscribe}</a></p>`;
}

/** Adds Omeda's unsubscribe link before the end of the body, if readers have none that works. */
export function withUnsubscribeLink(
  viewed: Viewed,
  isKnown: IsKnown,
  language: string | null = null,
): Viewed {
  if (hasUnsubscribe(viewed, isKnown)) return viewed;
  const { html, scan } = viewed;
  const words = languageOf(viewed) ?? language;
  const last = linkedAt(viewed, scan.bodyEnd?.start ?? html.length, words);
  // The end of the body may be hidden: something was never closed.
  if (!scan.bodyStart || hasUnsubscribe(last, isKnown)) return last;
  return linkedAt(viewed, scan.bodyStart.end, words);
}

/** In a readable color, if that of the page's text is not. */
function linkedAt({ html }: Viewed, at: number, language: string | null): Viewed {
  const link = linkIn(language);
  const linked = new Viewed(edited(html, [insertion(at, link)]));
  const own = linked.view.texts.find(({ start, end }) => start < at + link.length && end > at);
  const { color = null, background = null } = own?.look ?? {};
  if (color === null || background === null) return linked;
  if (contrast(color, background) >= LEAST_CONTRAST) return linked;
  const other = isDark(background) ? '#ffffff' : '#000000';
  return new Viewed(edited(html, [insertion(at, linkIn(language, other))]));
}

/** As the document itself sets it. */
function languageOf({ html, scan: { htmlStart } }: Viewed): string | undefined {
  if (!htmlStart) return undefined;
  return /\slang\s*=\s*(?:["']\s*)?([a-z][\w-]*)/i.exec(
    html.slice(htmlStart.start, htmlStart.end),
  )?.[1];
}

/** Whether readers see an unsubscribe link, or the footer that Omeda makes of a variable. */
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

/** Whether the link leads to Omeda's page; in a harmless variable, delimiters are references. */
export function unsubscribes(html: string, link: SeenLink, isKnown: IsKnown): boolean {
  const name = VARIABLE.exec(link.href)?.[1] ?? '';
  const { start, end } = link.hrefRange;
  return UNSUBSCRIBES.test(name) && isKnown(name) && html.slice(start, end).includes(`@{${name}}@`);
}
