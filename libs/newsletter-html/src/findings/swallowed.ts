import type { Notice } from '#events';
import type { HtmlScan } from '../document/html-scan.js';
import { type Unclosed, unclosedIn } from '../document/unclosed.js';
import { isSeen } from '../text/is-seen.js';
import { viewOf } from '../view/view-of.js';
import { picturePlace, quoted } from './place.js';
import { few } from './seen.js';

/** What readers would see if a comment, a tag or an element before it had been ended. */
export function swallowed(html: string, scan: HtmlScan): Notice[] {
  return few(unclosedIn(html, scan).flatMap((one) => notice(html, one) ?? []));
}

function notice(html: string, { start, end, cause, cure }: Unclosed): Notice | undefined {
  const { texts, pictures } = viewOf(html.slice(start, end));
  const text = texts.find((one) => isSeen(one.text));
  const picture = pictures.find(({ isHidden, isSpeck }) => !isHidden && !isSpeck);
  if (!text && !picture) return undefined;
  const place = text ? `text ${quoted(text.text)}` : picture && picturePlace(picture);
  const words = `${cause} is not closed where it should be, so readers do not see what follows it. Close it with ${cure} before this point.`;
  return { code: 'unclosed', words, field: 'post.html', ...(place ? { place } : {}) };
}
