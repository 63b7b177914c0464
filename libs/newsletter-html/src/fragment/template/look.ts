import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { backgroundOf } from '../blocks/box.js';
import { contrast, opaque } from '../../color/color.js';
import { type Style, styleOf } from '../styles/element-style.js';
import { pixels } from '../styles/length.js';

/** A theme's styles of its page, and so of the whole newsletter. */
export type Look = {
  page: string;
  card: string;
  text: string;
  faint: string;
  link: string | null;
  font: string;
  headlineFont: string;
  headlineWeight: string;
  headlineColor: string;
  fontPx: number;
  lineHeight: string;
};

const FONT = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const SIZE_PX = { least: 14, most: 20, default: 16 };
const READABLE = 4.5;
const INK = { dark: '#1e1e1e', light: '#ffffff', faint: '#5f5f5f' };

/** A headline and a link, added to read the theme's styles for them. They are the last of the body. */
const PROBE =
  '<div id="nl-probe"><h1 class="wp-block-post-title entry-title"></h1><p><a href="https://x.example">x</a></p></div>';

export function putProbe($: CheerioAPI): void {
  $('#nl-probe').removeAttr('id');
  $('#nl-content').append(PROBE);
}

/** Reads the styles of the body and the probe once the theme's rules are applied. Removes the probe. */
export function lookOf($: CheerioAPI): Look {
  const body = new Map([...styleIn($, 'body'), ...styleIn($, '#nl-content')]);
  const headline = styleIn($, '#nl-probe h1');
  const link = opaque(styleIn($, '#nl-probe a').get('color') ?? '');
  $('#nl-probe').remove();
  const card = backgroundOf(body) ?? INK.light;
  const text = readableOr(body.get('color'), card, inkOn(card));
  const font = fontOf(body) ?? FONT;
  const fontPx = pixels(body.get('font-size'), { em: 16, percent: 16 }) ?? SIZE_PX.default;
  return {
    page: card === INK.light ? '#f3f3f3' : card,
    card,
    text,
    faint: readableOr(INK.faint, card, text),
    link: link && contrast(link, card) >= READABLE ? link : null,
    font,
    headlineFont: fontOf(headline) ?? font,
    headlineWeight:
      /^(?:\d{3}|bold|normal)$/.exec(headline.get('font-weight') ?? '')?.[0] ?? 'bold',
    headlineColor: readableOr(headline.get('color'), card, text),
    fontPx: Math.min(Math.max(fontPx, SIZE_PX.least), SIZE_PX.most),
    lineHeight: /^[\d.]+$/.exec(body.get('line-height') ?? '')?.[0] ?? '1.6',
  };
}

function styleIn($: CheerioAPI, selector: string): Style {
  const element = $(selector).get(0) as Element | undefined;
  return element ? styleOf(element) : new Map();
}

function inkOn(card: string): string {
  return contrast(INK.dark, card) >= contrast(INK.light, card) ? INK.dark : INK.light;
}

function readableOr(color: string | undefined, card: string, other: string): string {
  const wanted = opaque(color ?? '');
  return wanted && contrast(wanted, card) >= READABLE ? wanted : other;
}

function fontOf(style: Style): string | undefined {
  const font = style.get('font-family');
  return font && !/inherit|initial|unset/.test(font) ? font.replaceAll('"', "'") : undefined;
}
