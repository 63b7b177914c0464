import { isOutside } from './css-length.js';
import { NUMBER } from './css-number.js';

const SCALES = /scale(3d|[xyz])?\(([^()]*)\)/g;
const MOVES = /translate(3d|[xyz])?\(([^()]*)\)/g;
const FACTOR = new RegExp(`^${NUMBER}%?$`);

/** Whether a transform leaves an element no width or no height. */
export function isShrunk(transform: string): boolean {
  return [...transform.matchAll(SCALES)].some(([, axis, list = '']) => {
    const factors = list.split(',').map((one) => one.trim());
    if (axis === 'z' || !factors.every((one) => FACTOR.test(one))) return false;
    const [x = 1, y = x] = factors.map((one) => Number.parseFloat(one));
    return x === 0 || y === 0;
  });
}

/** A percentage refers to the element itself: `-100%` moves one above its container, not above the page. */
const PERCENT_PX = 1;

/** Whether it moves an element to where nobody scrolls, to the left or above. */
export function isMovedAway(transform: string): boolean {
  return [...transform.matchAll(MOVES)].some(([, axis, list = '']) => {
    const [x = '', y = ''] = list.split(',').map((one) => one.trim());
    return axis !== 'z' && (isOutside(x, PERCENT_PX) || isOutside(y, PERCENT_PX));
  });
}
