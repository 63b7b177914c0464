import type { Notice } from '#events';
import { tokenize } from '../document/tokenize.js';
import { type SeenPicture, isReadable } from '../view/view.js';
import { viewOf } from '../view/view-of.js';
import { isSeen } from '../text/is-seen.js';
import { unsubscribes } from '../unsubscribe/unsubscribe-link.js';
import type { Seen } from './seen.js';

/** A post as it is sent, and as it was received: hidden content may be gone. */
type Post = Seen & { sent: string };

/** Whether the post itself, without what surrounds it, has anything for readers. */
export function nothingToRead(seen: Post): Notice[] {
  const { html, view, isKnown } = seen;
  if (view.pictures.some(isShown)) return [];
  const texts = view.texts.filter(({ text, link }) => {
    return isSeen(text) && !(link && unsubscribes(html, link, isKnown));
  });
  if (texts.some(isReadable)) return [];
  return [texts.length > 0 || hasHidden(seen) ? BLANK : NOTHING];
}

/**
 * A post without content may be intended if readers see its featured image. One whose content is hidden is not:
 * it is held, whatever surrounds it.
 */
export function isOnlyEmpty(notices: readonly Notice[]): boolean {
  return notices.length > 0 && notices.every((one) => one === NOTHING);
}

export const IMAGE_ALONE: Notice = {
  code: 'image-alone',
  words:
    'The post has neither text nor an image of its own, so readers see only its headline and its featured image. Add some content unless this is intended.',
  field: 'post.html',
};

/** Of a picture without an address, at most its text is visible. */
export function isShown({ element, src, alt = '', isHidden, isSpeck }: SeenPicture): boolean {
  return !isHidden && !isSpeck && (element !== 'img' || isSeen(src) || isSeen(alt));
}

function hasHidden({ sent, view }: Post): boolean {
  if (view.pictures.some(({ isHidden }) => isHidden) || hasImage(sent)) return true;
  let isFound = false;
  tokenize(sent, {
    text({ text, inside }) {
      // A title that was never closed contains all that follows.
      const isContent = inside === undefined || /<\w/.test(text);
      isFound ||= isContent && inside !== 'style' && inside !== 'script' && isSeen(text);
    },
  });
  return isFound && view.texts.every(({ text }) => !isSeen(text));
}

/** One that readers would see if it were not removed as hidden, also by a style sheet. */
function hasImage(sent: string): boolean {
  return viewOf(sent).pictures.some((one) => {
    return one.element === 'img' && isShown({ ...one, isHidden: false });
  });
}

const NOTHING: Notice = {
  code: 'nothing-to-read',
  words: 'The post is empty: it has neither text nor an image. Add some content.',
  field: 'post.html',
};

const BLANK: Notice = {
  code: 'blank-when-rendered',
  words:
    'Readers would see nothing of the post: everything in it is hidden. Look for a title, a style sheet, or a hidden element that was never closed, and for text in the color of its background.',
  field: 'post.html',
};
