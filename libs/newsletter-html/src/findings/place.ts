import { oneLine } from '../text/one-line.js';
import { shorten } from '../text/shorten.js';
import type { SeenLink, SeenPicture, View } from '../view/view.js';

/** Enough of a text to find it. */
const QUOTED = 40;

export function quoted(text: string): string {
  return `"${shorten(oneLine(text.slice(0, 1_000)), QUOTED)}"`;
}

export function linkPlace({ text, href, hasPicture }: SeenLink): string {
  if (oneLine(text) !== '') return `link ${quoted(text)}`;
  return `${hasPicture ? 'linked image' : 'link'} to ${shorten(oneLine(href.slice(0, 1_000)), QUOTED)}`;
}

export function picturePlace({ src, element }: SeenPicture): string {
  if (src.startsWith('data:')) return 'an embedded image';
  const file = src
    .split(/[?#]/)[0]
    ?.split('/')
    .findLast((part) => part !== '');
  return `${element === 'img' ? 'image' : element} ${shorten(file || src, QUOTED)}`.trim();
}

/** Words to find a place of the text in the post; null if readers see nothing of it. */
export function placeAt({ links, pictures, texts }: View, offset: number): string | undefined {
  const isAt = ({ start, end }: { start: number; end: number }) => start <= offset && offset < end;
  const link = links.find(isAt);
  if (link) return linkPlace(link);
  const picture = pictures.find(isAt);
  if (picture) return picturePlace(picture);
  const text = texts.find(isAt);
  return text && `text ${quoted(text.text)}`;
}
