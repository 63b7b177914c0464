import { ZERO } from './css-number.js';

/** Whether all corners of a polygon are at one place, so that it has nothing within. */
export function isPoint(clipPath: string): boolean {
  const corners = /^polygon\(([^()]*)\)$/
    .exec(clipPath)?.[1]
    ?.trim()
    .split(/[\s,]+/);
  return corners?.every((one) => ZERO.test(one)) ?? false;
}
