import { type StartTag, attribute } from '../document/tokenize.js';
import { declarationsOf } from './style.js';
import type { SeenPicture } from './view.js';

const PICTURES = new Set(
  'img video audio iframe embed object svg canvas amp-img amp-carousel'.split(' '),
);

/** Whether an element shows anything but text; a background counts, too. */
export function isPicture(tag: StartTag): boolean {
  return PICTURES.has(tag.name) || backgroundOf(tag) !== undefined;
}

export function pictureOf(
  tag: StartTag,
  { isHidden, link }: Pick<SeenPicture, 'isHidden' | 'link'>,
): SeenPicture {
  return {
    start: tag.start,
    end: tag.end,
    element: tag.name,
    src: attribute(tag, 'src') ?? attribute(tag, 'data') ?? backgroundOf(tag) ?? '',
    alt: attribute(tag, 'alt'),
    link,
    isHidden,
    isSpeck: isSpeck(tag),
  };
}

function backgroundOf(tag: StartTag): string | undefined {
  const style = attribute(tag, 'style') ?? '';
  const inStyle = /url\(\s*["']?([^"')]+)/i.exec(style)?.[1];
  return attribute(tag, 'background') || inStyle;
}

function isSpeck(tag: StartTag): boolean {
  const style = declarationsOf(attribute(tag, 'style') ?? '');
  const sides = ['width', 'height'].map((side) =>
    Number.parseFloat(style.get(side) ?? attribute(tag, side) ?? ''),
  );
  return tag.name === 'img' && sides.some((side) => side <= 1);
}
