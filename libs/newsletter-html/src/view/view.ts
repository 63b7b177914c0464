import type { Range } from '../document/range.js';
import { contrast } from '../color/color.js';
import { isSeen } from '../text/is-seen.js';
import type { Look } from './look.js';

/** A piece of text that readers see, and the link that it belongs to. */
export type SeenText = Range & { text: string; look: Look; link: SeenLink | undefined };

export type SeenLink = Range & {
  /** As written; entities decoded. */
  href: string;
  /** Where the whole attribute stands. */
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
  /** Too small to be seen: it counts who opened the mail, or keeps a distance. */
  isSpeck: boolean;
};

/** `isOpen`: nothing ends it, and all that follows stands in it. */
type Unshown = Range & { name: string; isOpen: boolean };

/** What readers see of a document, as far as markup and style attributes tell. */
export type View = {
  texts: SeenText[];
  links: SeenLink[];
  pictures: SeenPicture[];
  /** What is not shown; none within another. */
  hidden: Range[];
  /** The elements of whose name no browser shows what stands in them, also as a film's part for others; none within another. */
  unshown: Unshown[];
  /** Where a `#name` may lead. */
  anchors: Set<string>;
  /** How deep elements are nested. */
  depth: number;
};

/** What of it stands in a part of the document. */
export function viewWithin(view: View, { start, end }: Range): View {
  const isWithin = (one: Range) => start < end && one.start < end && one.end > start;
  return {
    ...view,
    texts: view.texts.filter(isWithin),
    links: view.links.filter(isWithin),
    pictures: view.pictures.filter(isWithin),
  };
}

/** Below it a text and what is behind it look the same. */
const LEAST_CONTRAST = 1.1;

/** Nothing says that the text has the color of its background. */
export function isReadable({ look: { color, background } }: SeenText): boolean {
  if (color === null || background === null) return true;
  return contrast(color, background) >= LEAST_CONTRAST;
}

export function isLinkSeen({ isHidden, text, hasPicture }: SeenLink): boolean {
  return !isHidden && (hasPicture || isSeen(text));
}
