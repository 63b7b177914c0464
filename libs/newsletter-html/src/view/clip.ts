import { lengthOf } from './css-length.js';
import { ZERO } from './css-number.js';

const SHAPE = /(polygon|inset|circle|ellipse)\(([^()]*)\)/;

const EMPTY: Record<string, (values: string[]) => boolean> = {
  // All corners at one place.
  polygon: (corners) => corners.every((one) => ZERO.test(one)),
  inset: ([top, right = top, bottom = top, left = right]) =>
    percentOf(top) + percentOf(bottom) >= 100 || percentOf(left) + percentOf(right) >= 100,
  circle: ([radius = '']) => ZERO.test(radius),
  ellipse: (radii) => radii.slice(0, 2).some((one) => ZERO.test(one)),
};

/** Whether a shape is empty. */
export function isEmptyShape(clipPath: string): boolean {
  const [, name = '', written = ''] = SHAPE.exec(clipPath) ?? [];
  // CSS needs no blank after a percentage.
  const values = written
    .replaceAll('%', '% ')
    .trim()
    .split(/[\s,]+/);
  // The radius of its corners, and its center, do not matter.
  const end = values.findIndex((one) => one === 'round' || one === 'at');
  return EMPTY[name]?.(end < 0 ? values : values.slice(0, end)) ?? false;
}

function percentOf(value = ''): number {
  return value.endsWith('%') ? (lengthOf(value, 1) ?? 0) : 0;
}

/** Only screen readers get what is shown as one pixel. */
const MOST_PX = 1;

/** Whether the rectangle of the older `clip` is too small for anything to show. */
export function isEmptyRectangle(clip: string): boolean {
  const sides =
    /rect\(([^()]*)\)/
      .exec(clip)?.[1]
      ?.trim()
      .split(/[\s,]+/) ?? [];
  if (sides.length !== 4) return false;
  const px = (index: number, edge: number) => {
    return sides[index] === 'auto' ? edge : (lengthOf(sides[index] ?? '') ?? NaN);
  };
  const width = px(1, Infinity) - px(3, 0);
  const height = px(2, Infinity) - px(0, 0);
  return width <= MOST_PX || height <= MOST_PX;
}
