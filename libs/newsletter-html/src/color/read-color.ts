import { parse } from 'culori';
import { remembered } from '../remembered.js';
import { mixOf } from './color-mix.js';
import { argumentsOf } from './css-function.js';
import { type Rgb, rgbOf } from './rgb.js';

/** More is no color, but would be looked at. */
const LONGEST = 300;

/** A color in any of the ways of CSS that name one by itself; null for every other text. */
export const readColor = remembered(read, 2_000);

function read(written: string): Rgb | null {
  const text = written.trim().toLowerCase();
  if (text.length > LONGEST) return null;
  if (text.startsWith('light-dark(')) return lightOf(argumentsOf(text));
  if (text.startsWith('color-mix(')) return mixOf(argumentsOf(text), read);
  const color = parse(text);
  return color ? rgbOf(color) : null;
}

/** What dark mode does with a mail is another stage's. */
function lightOf([light = '', dark]: string[]): Rgb | null {
  return dark === undefined ? null : read(light);
}
