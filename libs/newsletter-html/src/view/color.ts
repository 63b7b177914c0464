import { colord, extend } from 'colord';
import a11y from 'colord/plugins/a11y';
import names from 'colord/plugins/names';

extend([a11y, names]);

/** A color as `#rrggbb`; null where it cannot be told from the markup alone. */
export type Color = string | null;

/** How a color reads in CSS and attributes, over what lies under it. */
export function colorOf(written: string, under: Color): Color {
  const color = colord(written.trim());
  if (!color.isValid()) return null;
  const alpha = color.alpha();
  if (alpha >= 1) return color.toHex();
  return under === null ? null : colord(mixed(color.toRgb(), colord(under).toRgb())).toHex();
}

type Rgb = { r: number; g: number; b: number };

function mixed(over: Rgb & { a: number }, under: Rgb): Rgb {
  const mix = (a: number, b: number) => Math.round(a * over.a + b * (1 - over.a));
  return { r: mix(over.r, under.r), g: mix(over.g, under.g), b: mix(over.b, under.b) };
}

/** WCAG's contrast, 1 to 21. */
export function contrastOf(color: string, background: string): number {
  return colord(color).contrast(background);
}
