import type { Range } from '../document/range.js';
import { contrast } from '../color/color.js';
import { isSeen } from '../text/is-seen.js';
import type { Look } from './look.js';

/** A piece of visible text, and the link that it belongs to. */
export type SeenText = Range & { text: string; look: Look; link: SeenLink | undefined };

export type SeenLink = Range & {
  /** As written; entities decoded. */
  href: string;
  /** The range of the whole attribute. */
  hrefRange: Range;
  text: string;
  hasPicture: boolean;
  isHidden: boolean;
};

export type SeenPicture = Range & {
  element: string;
  src: string;
  alt: string | undefined;
  link: SeenLink | undefined;
  isHidden: boolean;
  /** Too small to be seen: a tracking pixel or a spacer. */
  isSpeck: boolean;
};

/** `isOpen`: nothing closes it, and it contains all that follows. */
type Unshown = Range & { name: string; isOpen: boolean };

/** What readers see of a document, as far as markup and style attributes show. */
export type View = {
  texts: SeenText[];
  links: SeenLink[];
  pictures: SeenPicture[];
  /** What is hidden; none within another. */
  hidden: Range[];
  /** Elements whose content no browser shows, also a video's fallback content; none within another. */
  unshown: Unshown[];
  /** Targets of `#name`. */
  anchors: Set<string>;
  /** How deep elements are nested. */
  depth: number;
};

/** The content within a part of the document. */
export function viewWithin(view: View, { start, end }: Range): View {
  const isWithin = (one: Range) => start < end && one.start < end && one.end > start;
  return {
    ...view,
    texts: view.texts.filter(isWithin),
    links: view.links.filter(isWithin),
    pictures: view.pictures.filter(isWithin),
  };
}

/** Below it, a text and its background look the same. */
const LEAST_CONTRAST = 1.1;

/** Nothing indicates that the text has the color of its background. */
export function isReadable({ look: { color, background } }: SeenText): boolean {
  if (color === null || background === null) return true;
  return contrast(color, background) >= LEAST_CONTRAST;
}

export function isLinkSeen({ isHidden, text, hasPicture }: SeenLink): boolean {
  return !isHidden && (hasPicture || isSeen(text));
}
