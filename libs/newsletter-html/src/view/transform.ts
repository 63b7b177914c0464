const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)`;
const SCALES = new RegExp(
  String.raw`scale(3d|[xyz])?\(\s*(${NUMBER}%?(?:\s*,\s*${NUMBER}%?)*)\s*\)`,
  'g',
);
const MOVES = /translate(3d|[xyz])?\(([^()]*)\)/g;

/** Whether a transform leaves an element no width or no height. */
export function isShrunk(transform: string): boolean {
  return [...transform.matchAll(SCALES)].some(([, axis, list = '']) => {
    const [x = 1, y = x] = list.split(',').map((one) => Number.parseFloat(one));
    return axis !== 'z' && (x === 0 || y === 0);
  });
}

/** Whether it moves one to where nobody scrolls, to the left or above. */
export function isMovedAway(transform: string, isOutside: (length: string) => boolean): boolean {
  return [...transform.matchAll(MOVES)].some(([, axis, list = '']) => {
    return axis !== 'z' && list.split(',').some((one) => isOutside(one.trim()));
  });
}
