import type { Element } from 'domhandler';
import { setStyle, styleOf, taken } from '../styles/element-style.js';
import { pixels } from '../styles/length.js';
import { type Block, type Place, childrenOf, hasClass } from './layout.js';

/** The widths of WordPress's named sizes, in pixels. */
const SIZES: [string, number][] = [
  ['size-thumbnail', 150],
  ['size-medium', 300],
];

/** A picture at its displayed width, so that Outlook does not show it as wide as its file. */
export function atWidth(image: Element, place: Place): void {
  const style = styleOf(image);
  const own = ownWidth(image, style.get('width'), place);
  const isSmall = isSymbol(image) || (own !== null && own <= WIDEST_IN_TEXT && isInText(image));
  const width = Math.max(1, Math.round(Math.min(own ?? place.width, place.width)));
  taken(style, /^(?:width|height|max-width|max-height|min-height|object-|aspect-ratio|margin)/);
  const radius = style.get('border-radius');
  if (radius && /%|\d{3,}/.test(radius)) style.set('border-radius', `${Math.round(width / 2)}px`);
  image.attribs['width'] = String(width);
  const side = sideOf(image);
  // If it fills its column, it does so on a phone, too.
  if (width >= place.width - 1 && !isSmall) image.attribs['class'] = 'nl-fill';
  delete image.attribs['height'];
  image.attribs['border'] = '0';
  const shown = own === null ? 'auto' : `${width}px`;
  const display = isSmall ? [] : ([['display', 'block']] as const);
  const sizes = [
    ['width', shown],
    ['max-width', '100%'],
    ['height', 'auto'],
  ] as const;
  setStyle(image, new Map([...style, ...sizes, ...display, ...(isSmall ? INLINE : [])]));
  if (side === 'center') centered(image);
  else if (side && width < place.width - 1) aside(image, side);
}

/** A picture that text wraps around; Outlook reads the attribute. On a phone it is alone. */
function aside(image: Element, side: string): void {
  const margin = side === 'left' ? '4px 16px 8px 0' : '4px 0 8px 16px';
  image.attribs['align'] = side;
  image.attribs['class'] = 'nl-float';
  setStyle(image, styleOf(image).set('float', side).set('margin', margin));
}

/** As an editor chose; older posts have it on the figure within. */
function sideOf(element: Element): string | undefined {
  const marked = [element, ...childrenOf(element).filter(({ name }) => name === 'figure')];
  return ['left', 'right', 'center'].find((one) =>
    marked.some((each) => hasClass(each, `align${one}`)),
  );
}

const INLINE = [['vertical-align', 'middle']] as const;

/** As wide as a word. */
const WIDEST_IN_TEXT = 100;

/** With words beside it, if no side was chosen. */
function isInText(image: Element): boolean {
  if (/\balign(?:left|right|center)\b/.test(image.attribs['class'] ?? '')) return false;
  const around = image.parent?.children ?? [];
  return around.some((one) => one.type === 'text' && one.data.trim() !== '');
}

/** Emoji and icons in a line of text. */
function isSymbol(image: Element): boolean {
  const width = Number(image.attribs['width'] ?? NaN);
  return (
    hasClass(image, 'wp-smiley') ||
    hasClass(image, 'emoji') ||
    hasClass(image, 'nl-inline') ||
    width <= 24
  );
}

function ownWidth(image: Element, styled: string | undefined, place: Place): number | null {
  if (hasClass(image, 'wp-smiley') || hasClass(image, 'emoji'))
    return Math.round(place.fontPx * 1.2);
  const px = pixels(styled, { em: place.fontPx, percent: place.width });
  if (px !== null && px > 0) return px;
  const written = /^\s*(\d+)(?:px)?\s*$/.exec(image.attribs['width'] ?? '')?.[1];
  if (written && Number(written) > 0) return Number(written);
  const share = pixels(image.attribs['width'], { percent: place.width });
  if (share) return share;
  const around = image.parent && 'attribs' in image.parent ? image.parent : image;
  return SIZES.find(([name]) => hasClass(image, name) || hasClass(around, name))?.[1] ?? null;
}

/** An image block, or a caption of the classic editor: its picture, its words, and its alignment. */
export const imageBlock: Block = (layout, element, place) => {
  const { $ } = layout;
  const chosen = sideOf(element);
  const isCentered = chosen === 'center';
  const side = isCentered ? undefined : chosen;
  const style = styleOf(element);
  taken(style, /^(?:width|float|display|max-width|height)/);
  if (isCentered) style.set('text-align', 'center');
  setStyle(element, style);
  const room = side ? { ...place, width: Math.floor(place.width / 2) } : place;
  layout.within(element, room);
  if (isCentered) for (const image of $(element).find('img').toArray()) centered(image as Element);
  if (side) floated(layout, element, side);
};

function centered(image: Element): void {
  setStyle(image, styleOf(image).set('margin', '0 auto'));
}

/** Text wraps around an aligned table, in Outlook also; on a phone it is alone. */
function floated({ $ }: Parameters<Block>[0], element: Element, side: string): void {
  const space = side === 'left' ? '4px 16px 8px 0' : '4px 0 8px 16px';
  const table = $(
    `<table class="nl-float" align="${side}" role="presentation" border="0" cellpadding="0" cellspacing="0"><tbody><tr><td style="padding:${space}"></td></tr></tbody></table>`,
  );
  $(element).replaceWith(table);
  const style = styleOf(element);
  taken(style, /^margin/);
  setStyle(element, style.set('margin', '0'));
  table.find('td').append($(element));
}
