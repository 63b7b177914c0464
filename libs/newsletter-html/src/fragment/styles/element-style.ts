import type { Element } from 'domhandler';
import { pixels } from './length.js';
import { propertiesOf } from './style-sheet.js';

/** The `style` of one element, to read and to change. */
export type Style = Map<string, string>;

export function styleOf(element: Element): Style {
  const style = element.attribs['style'];
  return new Map(style ? propertiesOf(style).map(({ name, value }) => [name, value]) : []);
}

export function setStyle(element: Element, style: Style): void {
  if (style.size === 0) delete element.attribs['style'];
  else element.attribs['style'] = written(style);
}

export function written(style: Iterable<readonly [string, string]>): string {
  return [...style].map(([name, value]) => `${name}:${value}`).join(';');
}

/** The properties of these names, removed from the style. */
export function taken(style: Style, names: RegExp): Style {
  const found = new Map([...style].filter(([name]) => names.test(name)));
  for (const name of found.keys()) style.delete(name);
  return found;
}

export type Sides = { top: number; right: number; bottom: number; left: number };

const ORDER = ['top', 'right', 'bottom', 'left'] as const;

/** Margin or padding in pixels, from the shorthand and the sides; anything but a length is 0. */
export function sidesOf(style: Style, name: 'margin' | 'padding', fontPx: number): Sides {
  const sides: Sides = { top: 0, right: 0, bottom: 0, left: 0 };
  const px = (value: string | undefined) =>
    Math.max(0, pixels(value, { em: fontPx, percent: 552 }) ?? 0);
  for (const [property, value] of style) {
    if (property === name) {
      const [top, right = top, bottom = top, left = right] = value.split(/\s+/);
      Object.assign(sides, { top: px(top), right: px(right), bottom: px(bottom), left: px(left) });
    }
    const side = ORDER.find((one) => property === `${name}-${one}`);
    if (side) sides[side] = px(value);
  }
  return sides;
}

export function writtenSides({ top, right, bottom, left }: Sides): string {
  return [top, right, bottom, left].map((px) => (px === 0 ? '0' : `${Math.round(px)}px`)).join(' ');
}
