type Rgb = { r: number; g: number; b: number; a: number };

/** A space may be missing after a percent sign, as what writes CSS leaves it out. */
const SPACE = String.raw`(?:\s+|(?<=%))`;
const AXIS = String.raw`(-?[\d.]+%?)`;
const HUE = String.raw`(-?[\d.]+)(%|deg)?`;
const ALPHA = String.raw`(?:\s*\/\s*([\d.]+%?))?`;
const PARTS = new RegExp(
  String.raw`^ok(lab|lch)\(\s*([\d.]+%?)${SPACE}${AXIS}${SPACE}${HUE}${ALPHA}\s*\)$`,
  'i',
);

/** `oklch()` and `oklab()` in sRGB; null for any other text. https://www.w3.org/TR/css-color-4/#color-conversion-code */
export function okColor(text: string): Rgb | null {
  const [, kind = '', light = '', second = '', third = '', unit = '', alpha] =
    PARTS.exec(text.trim()) ?? [];
  if (kind === '') return null;
  const isPolar = kind.toLowerCase() === 'lch';
  const hue = (Number(third) * Math.PI) / 180;
  const chroma = part(second, 0.4);
  const a = isPolar ? chroma * Math.cos(hue) : chroma;
  const b = isPolar ? chroma * Math.sin(hue) : part(third + unit, 0.4);
  return { ...rgbOf(part(light, 1), a, b), a: alpha === undefined ? 1 : part(alpha, 1) };
}

function part(text: string, whole: number): number {
  return text.endsWith('%') ? (Number.parseFloat(text) / 100) * whole : Number.parseFloat(text);
}

function rgbOf(light: number, a: number, b: number) {
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return {
    r: channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    g: channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    b: channel(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  };
}

/** What a screen cannot show is the nearest that it can. */
function channel(linear: number): number {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(Math.min(Math.max(value, 0), 1) * 255);
}
