import type { Notice } from '#events';
import { contrast } from '../color/color.js';
import { isSeen } from '../text/is-seen.js';
import { quoted } from './place.js';
import { type Seen, few } from './seen.js';

/** WCAG's limit for large text; below it, no text is easy to read. */
const LEAST_CONTRAST = 3;

/** One finding for each pair of colors, if both are known. */
export function lowContrast({ view }: Seen): Notice[] {
  const pairs = new Map<string, Notice>();
  for (const { text, look } of view.texts) {
    const { color, background } = look;
    if (color === null || background === null || !isSeen(text)) continue;
    const pair = `${color} on ${background}`;
    if (pairs.has(pair)) continue;
    const ratio = contrast(color, background);
    if (ratio >= LEAST_CONTRAST) continue;
    const words = `The text is ${pair}, a contrast of ${ratio}:1, which many readers cannot read. Choose colors with at least 3:1.`;
    const place = `text ${quoted(text)}`;
    pairs.set(pair, { code: 'contrast-low', words, field: 'post.html', place });
  }
  return few([...pairs.values()]);
}
