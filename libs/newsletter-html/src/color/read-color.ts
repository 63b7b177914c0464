import { parse } from 'culori';
import { remembered } from '../remembered.js';
import { mixOf } from './color-mix.js';
import { argumentsOf } from './css-function.js';
import { type Rgb, rgbOf } from './rgb.js';

/** Anything longer is not a color. */
const LONGEST = 300;

/** A color in any CSS notation that stands alone; null for every other text. */
export const readColor = remembered(read, 2_000);

function read(written: string): Rgb | null {
  const text = written.trim().toLowerCase();
  if (text.length > LONGEST) return null;
  if (text.startsWith('light-dark(')) return lightOf(argumentsOf(text));
  if (text.startsWith('color-mix(')) return mixOf(argumentsOf(text), read);
  const color = parse(text);
  return color ? rgbOf(color) : null;
}

/** Dark mode is handled by another stage. */
function lightOf([light = '', dark]: string[]): Rgb | null {
  return dark === undefined ? null : read(light);
}
