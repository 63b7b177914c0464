import type { Element } from 'domhandler';
import { escapeText } from '../clean/escape.js';
import { between, contrast, opaque } from '../../color/color.js';
import { type Style, styleOf, written } from '../styles/element-style.js';
import { pixels } from '../styles/length.js';
import { backgroundOf } from './box.js';
import { type Block, type Layout, childrenOf, firstWithin, hasClass } from './layout.js';
import { PRESENTATION, forOutlook } from './table.js';

const HEIGHT_PX = { least: 120, most: 360, default: 240 };
const READABLE = 4.5;

/**
 * Text on a picture. The cell's own color is the veil over the picture, so that the text is readable where no
 * picture shows; Outlook draws the picture by VML, and gets the veil as a box behind the text.
 */
export const cover: Block = (layout, element, place) => {
  const { $ } = layout;
  const inner = firstWithin(layout, element, '.wp-block-cover__inner-container');
  const picture = pictureOf(layout, element);
  const veil = veilOf(layout, element);
  // The worst background behind the text: the veil over the lightest or darkest possible picture.
  const light = between('#ffffff', veil.color, picture ? veil.share : 1);
  const color = textColor(inner ?? element, hasClass(element, 'is-light'), light, veil.color);
  const share = picture ? strongEnough(color, veil) : 1;
  const height = heightOf(element);
  const made = $(markup({ picture, veil: { ...veil, share }, color, height, width: place.width }));
  const cell = made.find('td.nl-cover').get(0) as Element;
  $(cell).removeAttr('class');
  $(element).replaceWith(made);
  for (const child of inner ? [inner] : childrenOf(element)) $(cell).append($(child));
  layout.within(cell, { ...place, width: place.width - 48, background: veil.color, color });
};

type Veil = { color: string; share: number; gradient: string | null };

function gradientOf(style: Style): string | null {
  const values = [style.get('background'), style.get('background-image')];
  return values.find((value) => value?.includes('gradient(')) ?? null;
}

function pictureOf(layout: Layout, element: Element): string | null {
  const image = firstWithin(layout, element, 'img.wp-block-cover__image-background');
  const source = image?.attribs['src'];
  layout.$(image).remove();
  if (source) return source;
  const holders = [element, ...layout.$(element).find('[style]').toArray()] as Element[];
  const urls = holders.map(
    (one) => /url\(['"]?(https?:[^'")]+)/.exec(one.attribs['style'] ?? '')?.[1],
  );
  return urls.find((url) => url !== undefined) ?? null;
}

function veilOf(layout: Layout, element: Element): Veil {
  const span = firstWithin(
    layout,
    element,
    '.wp-block-cover__background, .wp-block-cover__gradient-background',
  );
  const classes = `${element.attribs['class'] ?? ''} ${span?.attribs['class'] ?? ''}`;
  const own = span ? backgroundOf(styleOf(span)) : null;
  layout
    .$(element)
    .find('.wp-block-cover__background, .wp-block-cover__gradient-background')
    .remove();
  const dim = Number(/has-background-dim-(\d+)/.exec(classes)?.[1] ?? NaN);
  const share = Number.isNaN(dim) ? (/has-background-dim\b/.test(classes) ? 0.5 : 0) : dim / 100;
  const gradient = span ? gradientOf(styleOf(span)) : null;
  return { color: own ?? backgroundOf(styleOf(element)) ?? '#000000', share, gradient };
}

/** The editor's choice if it is readable on the veil; otherwise white or black. */
function textColor(inner: Element, isLight: boolean, light: string, veil: string): string {
  const own = opaque(styleOf(inner).get('color') ?? '');
  const wanted = own ?? (isLight ? '#000000' : '#ffffff');
  if (contrast(wanted, veil) >= READABLE || contrast(wanted, light) >= READABLE) return wanted;
  return contrast('#ffffff', veil) >= contrast('#000000', veil) ? '#ffffff' : '#000000';
}

/** A veil that keeps the text readable even on the brightest possible picture. */
function strongEnough(color: string, { color: veil, share }: Veil): number {
  const worst = contrast(color, '#ffffff') < contrast(color, '#000000') ? '#ffffff' : '#000000';
  for (let strength = share; strength < 1; strength += 0.05) {
    if (contrast(color, between(worst, veil, strength)) >= 3)
      return Math.round(strength * 100) / 100;
  }
  return 1;
}

function heightOf(element: Element): number {
  const px = pixels(styleOf(element).get('min-height'), { em: 16 }) ?? HEIGHT_PX.default;
  return Math.round(Math.min(Math.max(px, HEIGHT_PX.least), HEIGHT_PX.most));
}

type Parts = { picture: string | null; veil: Veil; color: string; height: number; width: number };

function markup({ picture, veil, color, height, width }: Parts): string {
  const cell: [string, string][] = [
    ['background-color', veil.color],
    ['padding', '24px'],
    ['color', color],
  ];
  if (!picture && veil.gradient) cell.push(['background-image', veil.gradient]);
  if (picture) {
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(veil.color.slice(at, at + 2), 16));
    const wash = `rgba(${r},${g},${b},${veil.share})`;
    const url = picture.replace(/['"()\\\s]/g, encodeURIComponent);
    cell.push(
      ['background-image', `linear-gradient(${wash},${wash}),url('${url}')`],
      ['background-position', 'center'],
      ['background-size', 'cover'],
    );
  }
  const size = `width:${width}px;height:${height}px`;
  const source = picture ? escapeText(picture) : '';
  const open = picture
    ? forOutlook(
        `<v:rect xmlns:v="urn:schemas-microsoft-com:vml" fill="true" stroke="false" style="${size}"><v:fill type="frame" src="${source}" color="${veil.color}"/><v:textbox inset="24px,24px,24px,24px">`,
      )
    : '';
  const close = picture ? forOutlook('</v:textbox></v:rect>') : '';
  const inner = `<table ${PRESENTATION} width="100%" style="width:100%"><tbody><tr><td class="nl-cover" bgcolor="${veil.color}" height="${height - 48}" valign="middle" style="${escapeText(written(cell))}"></td></tr></tbody></table>`;
  return `<table ${PRESENTATION} width="100%" style="width:100%"><tbody><tr><td style="padding:0">${open}${inner}${close}</td></tr></tbody></table>`;
}
