import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { type Style, setStyle, sidesOf, styleOf, taken } from '../styles/element-style.js';
import { pixels } from '../styles/length.js';

const ZERO = /^0(?:\.0+)?(?:px|em|%)?$/;
/** Of a parent's size of zero, such a size is zero, too. */
const OF_PARENT = /^[\d.]+(?:em|%)$/;
/** Nobody scrolls as far: a page puts there what only programs are to read. */
const OUTSIDE_PX = -900;

type Test = (value: string, style: Style) => boolean;

const outside: Test = (value, style) => isPlaced(style) && isOutside(value);
const cut: Test = (value, style) => isCut(style) && (pixels(value) ?? 9) <= 1;

const HIDING: Record<string, Test> = {
  display: (value) => value === 'none',
  visibility: (value) => value === 'hidden' || value === 'collapse',
  'mso-hide': (value) => value === 'all',
  opacity: (value) => ZERO.test(value),
  'clip-path': (value) => /inset\(\s*(?:50|100)%|circle\(\s*0/.test(value),
  clip: (value, style) => isPlaced(style) && /rect\(\s*(?:0|1px)/.test(value),
  'text-indent': (value, style) => isOutside(value) && !hasBackground(style),
  width: cut,
  height: cut,
  'max-width': cut,
  'max-height': cut,
  left: outside,
  right: outside,
  top: outside,
  bottom: outside,
};

/** Whether one of its declarations hides an element with all that is in it. */
export function isHiding(name: string, value: string | undefined, style: Style): boolean {
  return value !== undefined && (HIDING[name]?.(value, style) ?? false);
}

function isPlaced(style: Style): boolean {
  return /absolute|fixed/.test(style.get('position') ?? '');
}

/** Nothing of what is larger shows, not even in a padding, as that of a frame that keeps its shape. */
function isCut(style: Style): boolean {
  const isOver = ['overflow', 'overflow-x', 'overflow-y'].some((name) => {
    return /hidden|clip/.test(style.get(name) ?? '');
  });
  const { top, right, bottom, left } = sidesOf(style, 'padding', 16);
  return isOver && top + right + bottom + left === 0;
}

function isOutside(value: string): boolean {
  return (pixels(value, { em: 16, percent: 1_280 }) ?? 0) <= OUTSIDE_PX;
}

function hasBackground(style: Style): boolean {
  return [...style].some(([name, value]) => name.startsWith('background') && /url\(/.test(value));
}

/** Text of no size. Around pictures and texts with a size of their own it only takes away gaps. */
export function isOfNoSize($: CheerioAPI, element: Element): boolean {
  if (!ZERO.test(styleOf(element).get('font-size') ?? '')) return false;
  const within = $(element).find('img, [style*="font-size"]').toArray() as Element[];
  return !within.some((one) => one.name === 'img' || hasSize(styleOf(one).get('font-size')));
}

function hasSize(size: string | undefined): boolean {
  return size !== undefined && !ZERO.test(size) && !OF_PARENT.test(size);
}

/** A frame that kept its shape by a padding of no height: the link that is in it now needs neither. */
export function withoutShape(element: Element): void {
  const style = styleOf(element);
  if (!ZERO.test(style.get('height') ?? '') || !/%/.test(style.get('padding-bottom') ?? '')) return;
  taken(style, /^(?:height|padding-(?:top|bottom))$/);
  setStyle(element, style);
}
