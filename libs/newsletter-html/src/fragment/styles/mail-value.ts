import { type CssNode, type List, type ListItem, generate, parse, walk } from 'css-tree';
import { isClear, opaque } from '../../color/color.js';
import { pixels, reckoned } from './length.js';
import { words } from '../words.js';

const LONGEST = 600;
const COLOR_PROPERTY =
  /color$|^(?:background|border(?:-(?:top|right|bottom|left|(?:block|inline)(?:-(?:start|end))?))?)$/;
const RECKONED = new Set(['calc', 'min', 'max', 'clamp']);
const COLORS = new Set([
  'rgb',
  'rgba',
  'hsl',
  'hsla',
  'hwb',
  'lab',
  'lch',
  'oklab',
  'oklch',
  'color',
  'color-mix',
  'light-dark',
]);
/** Other CSS functions run script in old programs, or have no meaning in any. */
const KEPT = new Set(
  words(`
  linear-gradient radial-gradient repeat minmax fit-content rect inset circle ellipse polygon
  scale scalex scaley scale3d translate translatex translatey translate3d rotate opacity
`),
);
const SCREEN_UNITS = new Set(['rem', 'vw', 'vh', 'vmin', 'vmax', 'ch']);
/** System fonts and colors: they differ by computer. */
const OF_THE_READERS_SYSTEM = new Set(
  words(`
  accentcolor accentcolortext activetext buttonborder buttonface buttontext canvas canvastext
  field fieldtext graytext highlight highlighttext linktext mark marktext selecteditem
  selecteditemtext visitedtext
`),
);
const URL_START = /^https?:\/\/[^\s"'()\\<>]+$/i;

/**
 * A value as mail programs read it: lengths in pixels, colors as `#rrggbb`, addresses of the web alone.
 * Null if one of its parts cannot be converted: the declaration is then dropped, as a browser would.
 */
export function mailValue(name: string, value: string, address: (url: string) => string | null) {
  if (value.length > LONGEST || value === '') return null;
  const ast = parse(value, { context: 'value', onParseError: () => undefined });
  let isFit = true;
  walk(ast, {
    enter(node: CssNode, item: ListItem<CssNode>, list: List<CssNode>) {
      const change = changed(node, name, address);
      if (change === undefined) return undefined;
      if (change === null) isFit = false;
      else list.replace(item, list.createItem({ type: 'Raw', value: change }));
      return walk.skip;
    },
  });
  return isFit ? spaced(ast) : null;
}

/** With the spaces that CSS does not need, but Outlook does: `1px solid #ccc`. */
function spaced(ast: CssNode): string {
  if (ast.type !== 'Value') return generate(ast);
  const parts = ast.children.toArray().map((node) => generate(node));
  return parts.join(' ').replaceAll(' ,', ',');
}

/** The replacement of a part; null if there is none, undefined if it stays. */
function changed(node: CssNode, name: string, address: (url: string) => string | null) {
  if (node.type === 'Raw') return null;
  if (node.type === 'Url') return addressOf(node.value, address);
  if (node.type === 'Dimension') return dimension(node.unit, generate(node));
  if (node.type === 'Identifier' && COLOR_PROPERTY.test(name)) return named(node.name);
  if (node.type === 'Hash') return opaque(`#${node.value}`) ?? 'transparent';
  if (node.type !== 'Function') return undefined;
  return functionOf(node.name.toLowerCase(), node);
}

function functionOf(name: string, node: CssNode): string | null | undefined {
  if (RECKONED.has(name)) return inPixels(reckoned(node));
  if (KEPT.has(name)) return undefined;
  return COLORS.has(name) ? shown(generate(node)) : null;
}

function shown(color: string): string | null {
  return isClear(color) ? 'transparent' : opaque(color);
}

function addressOf(url: string, address: (url: string) => string | null): string | null {
  const whole = address(url);
  return whole !== null && URL_START.test(whole) ? `url('${whole}')` : null;
}

function dimension(unit: string, text: string): string | null | undefined {
  return SCREEN_UNITS.has(unit.toLowerCase()) ? inPixels(pixels(text)) : undefined;
}

function inPixels(length: number | null): string | null {
  return length === null ? null : `${Math.round(length * 100) / 100}px`;
}

function named(name: string): string | null | undefined {
  if (/^currentcolor$/i.test(name)) return undefined;
  return OF_THE_READERS_SYSTEM.has(name.toLowerCase()) ? null : (opaque(name) ?? undefined);
}
