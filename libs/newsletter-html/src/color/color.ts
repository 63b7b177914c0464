import { formatHex, wcagContrast } from 'culori';
import { readColor } from './read-color.js';
import type { Rgb } from './rgb.js';

/** As every mail program reads it, `#rrggbb`, blended with what is behind it; null if unknown or no color. */
export function hexOver(written: string, under: string | null): string | null {
  const color = readColor(written);
  if (!color) return null;
  if (color.alpha === 1) return hexOf(color);
  return under === null ? null : between(under, hexOf(color), color.alpha);
}

/** The same on a white background; null also if the color is fully transparent. */
export function opaque(written: string): string | null {
  return isClear(written) ? null : hexOver(written, '#ffffff');
}

/** Whether the color is fully transparent. */
export function isClear(written: string): boolean {
  return readColor(written)?.alpha === 0;
}

/** Between two colors, 0 (the first) to 1 (the second). */
export function between(first: string, second: string, share: number): string {
  const [a, b] = [rgbOf(first), rgbOf(second)];
  const at = (channel: 'r' | 'g' | 'b') => b[channel] * share + a[channel] * (1 - share);
  return hexOf({ r: at('r'), g: at('g'), b: at('b') });
}

/** WCAG's contrast ratio, 1 to 21, never rounded up. */
export function contrast(text: string, background: string): number {
  return Math.floor(wcagContrast(text, background) * 100) / 100;
}

export function isDark(color: string): boolean {
  const { r, g, b } = rgbOf(color);
  return r * 0.299 + g * 0.587 + b * 0.114 < 0.5;
}

/** The color itself if it is readable on the background, otherwise its nearest readable shade. */
export function readable(text: string, background: string, ratio: number): string {
  const end = isDark(background) ? '#ffffff' : '#000000';
  for (let share = 0; share <= 1; share += 0.1) {
    const shade = between(text, end, share);
    if (contrast(shade, background) >= ratio) return shade;
  }
  return end;
}

function rgbOf(color: string): Rgb {
  return readColor(color) ?? { r: 0, g: 0, b: 0, alpha: 1 };
}

function hexOf({ r, g, b }: Omit<Rgb, 'alpha'>): string {
  return formatHex({ mode: 'rgb', r, g, b });
}
