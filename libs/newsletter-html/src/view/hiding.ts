import { isEmptyRectangle, isEmptyShape } from './clip.js';
import { isOutside, lengthOf } from './css-length.js';
import { ZERO } from './css-number.js';
import { isMovedAway, isShrunk } from './transform.js';

/** Of an element by name, in lower case. */
export type Declared = ReadonlyMap<string, string>;

type Test = (value: string, style: Declared) => boolean;

const outside: Test = (value, style) => isPlaced(style) && isOutside(value);
const cut: Test = (value, style) => isCut(style) && (lengthOf(value) ?? 9) <= 1;

const HIDING: Record<string, Test> = {
  display: (value) => value === 'none',
  'content-visibility': (value) => value === 'hidden',
  opacity: (value) => ZERO.test(value),
  filter: (value) => /^opacity\(\s*(?:0+(?:\.0*)?|\.0+)%?\s*\)$/.test(value),
  transform: (value) => isShrunk(value) || isMovedAway(value),
  scale: (value) => /^[+-]?0(?:\.0+)?%?(?:\s|$)/.test(value),
  'clip-path': isEmptyShape,
  clip: (value, style) => /absolute|fixed/.test(positionOf(style)) && isEmptyRectangle(value),
  'text-indent': (value, style) => isOutside(value) && !hasPicture(style),
  'margin-left': (value) => isOutside(value),
  'margin-top': (value) => isOutside(value),
  width: cut,
  height: cut,
  'max-width': cut,
  'max-height': cut,
  left: outside,
  right: outside,
  top: outside,
  bottom: outside,
};

/** Whether one of its declarations hides an element with its content. */
export function isHiding(name: string, value: string | undefined, style: Declared): boolean {
  return value !== undefined && (HIDING[name]?.(value, style) ?? false);
}

/** Whether browsers hide an element with its content; nothing in it can be shown again. */
export function isGone(style: Declared, hasHidden: boolean): boolean {
  // A style overrides the attribute, which is only the browsers' default.
  if (hasHidden && (style.get('display') ?? 'none') === 'none') return true;
  return [...style].some(([name, value]) => isHiding(name, value, style));
}

/** Whether text is invisible; descendants inherit this, but may override it. */
export function isInvisible(style: Declared, isOutside = false): boolean {
  const visibility = style.get('visibility');
  if (visibility === undefined || /^(?:inherit|unset)$/.test(visibility)) return isOutside;
  return visibility === 'hidden' || visibility === 'collapse';
}

function positionOf(style: Declared): string {
  return style.get('position') ?? '';
}

function isPlaced(style: Declared): boolean {
  return /absolute|fixed|relative/.test(positionOf(style));
}

/** Nothing larger shows, not even in padding, as that of a frame that keeps its shape. */
function isCut(style: Declared): boolean {
  const isOver = ['overflow', 'overflow-x', 'overflow-y'].some((name) => {
    return /hidden|clip/.test(style.get(name) ?? '');
  });
  const paddings = [...style].filter(([name]) => name.startsWith('padding'));
  return isOver && paddings.every(([, value]) => value.split(/\s+/).every((one) => ZERO.test(one)));
}

function hasPicture(style: Declared): boolean {
  return [...style].some(([name, value]) => name.startsWith('background') && /url\(/.test(value));
}
