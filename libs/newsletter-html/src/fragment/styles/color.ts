import { type Colord, colord, extend } from 'colord';
import a11y from 'colord/plugins/a11y';
import names from 'colord/plugins/names';
import { okColor } from './ok-color.js';
import { remembered } from './remembered.js';

extend([names, a11y]);

/** As every mail program reads it, `#rrggbb`: what shines through is mixed with white. Null: no color. */
export const opaque = remembered(readOpaque, 1_000);

function readOpaque(value: string): string | null {
  const color = colord(okColor(value) ?? value.trim());
  if (!color.isValid() || color.alpha() === 0) return null;
  return mixed(color, colord('#ffffff')).toHex();
}

function mixed(front: Colord, back: Colord): Colord {
  const [a, b] = [front.toRgb(), back.toRgb()];
  const at = (channel: 'r' | 'g' | 'b') => a[channel] * a.a + b[channel] * (1 - a.a);
  return colord({ r: at('r'), g: at('g'), b: at('b') });
}

/** Between two colors, 0 (the first) to 1 (the second). */
export function between(first: string, second: string, share: number): string {
  return mixed(colord(second).alpha(share), colord(first)).toHex();
}

/** WCAG's ratio, 1 to 21. */
export function contrast(text: string, background: string): number {
  return colord(text).contrast(colord(background));
}

export function isDark(color: string): boolean {
  return colord(color).isDark();
}

/** The color itself where it can be read on the background, else its nearest shade that can. */
export function readable(text: string, background: string, ratio: number): string {
  const end = isDark(background) ? '#ffffff' : '#000000';
  for (let share = 0; share <= 1; share += 0.1) {
    const shade = between(text, end, share);
    if (contrast(shade, background) >= ratio) return shade;
  }
  return end;
}
