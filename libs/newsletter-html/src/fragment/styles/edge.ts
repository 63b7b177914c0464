import { opaque } from '../../color/color.js';
import type { Style } from './element-style.js';

const COLOR = /#[0-9a-f]{6}\b/i;
const UNDRAWN = /\b(?:none|hidden|transparent)\b|^0(?:px)?(?:\s|$)/;

/** The color of the border that an element draws, the last one named; null if it draws none. */
export function edgeOf(style: Style): string | null {
  const borders = [...style].filter(([name, value]) => {
    return /^border(?!.*(?:radius|spacing|collapse))/.test(name) && !UNDRAWN.test(value);
  });
  const isDrawn = borders.some(([, value]) => /solid|dashed|dotted|double/.test(value));
  const colors = borders.flatMap(([, value]) => COLOR.exec(value) ?? []);
  return isDrawn ? opaque(colors.at(-1) ?? '') : null;
}
