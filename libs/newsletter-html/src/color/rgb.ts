import { type Color, clampRgb, converter } from 'culori';

/** Channels of sRGB and opacity, each 0 to 1. */
export type Rgb = { r: number; g: number; b: number; alpha: number };

const toRgb = converter('rgb');

/** Colors that a screen cannot show become the nearest one that it can. */
export function rgbOf(color: Color): Rgb {
  const { r, g, b, alpha = 1 } = clampRgb(toRgb(color));
  return { r, g, b, alpha: Math.min(Math.max(alpha, 0), 1) };
}
