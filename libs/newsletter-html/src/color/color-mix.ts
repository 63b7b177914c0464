import { type Mode, interpolateWithPremultipliedAlpha } from 'culori';
import { splitOutside } from './css-function.js';
import { type Rgb, rgbOf } from './rgb.js';

/** CSS names of color spaces that have another name here. */
const SPACES: Record<string, Mode> = {
  srgb: 'rgb',
  'srgb-linear': 'lrgb',
  'display-p3': 'p3',
  hsl: 'hsl',
  hwb: 'hwb',
  lab: 'lab',
  lch: 'lch',
  oklab: 'oklab',
  oklch: 'oklch',
  xyz: 'xyz65',
  'xyz-d65': 'xyz65',
  'xyz-d50': 'xyz50',
};

const SHARE = /^(?:100|\d{1,2})(?:\.\d+)?%$/;

type Part = { color: Rgb; share: number | undefined };

/** `color-mix(in oklab, red 20%, white)`; null if a part of it is unknown, or hues go the long way. */
export function mixOf([space = '', ...written]: string[], read: (text: string) => Rgb | null) {
  const mode = SPACES[/^in ([a-z0-9-]+)(?: shorter hue)?$/.exec(space)?.[1] ?? ''];
  const [first, second] = written.map((one) => partOf(one, read));
  if (!mode || !first || !second || written.length !== 2) return null;
  const share = second.share ?? (first.share === undefined ? 0.5 : 1 - first.share);
  const whole = (first.share ?? 1 - share) + share;
  if (whole === 0) return null;
  const colors = [first, second].map(({ color }) => ({ mode: 'rgb' as const, ...color }));
  const mixed = interpolateWithPremultipliedAlpha(colors, mode)(share / whole);
  const color = rgbOf(mixed);
  return { ...color, alpha: color.alpha * Math.min(whole, 1) };
}

function partOf(written: string, read: (text: string) => Rgb | null): Part | undefined {
  const words = splitOutside(written, /\s/);
  const share = words.find((word) => SHARE.test(word));
  const color = read(words.filter((word) => word !== share).join(' '));
  return color
    ? { color, share: share === undefined ? share : Number.parseFloat(share) / 100 }
    : undefined;
}
