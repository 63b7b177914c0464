import type { Element } from 'domhandler';
import { backgroundOf } from '../blocks/box.js';
import { contrast, opaque } from '../styles/color.js';
import { styleOf } from '../styles/element-style.js';
import { pixels } from '../styles/length.js';

/** What a theme says of its page, and so of the whole newsletter. */
export type Look = {
  page: string;
  card: string;
  text: string;
  faint: string;
  font: string;
  fontPx: number;
  lineHeight: string;
};

const FONT = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const SIZE_PX = { least: 14, most: 20, default: 16 };

/** Of the body's style, once the theme's rules stand there. */
export function lookOf(body: Element): Look {
  const style = styleOf(body);
  const card = backgroundOf(style) ?? '#ffffff';
  const wanted = opaque(style.get('color') ?? '') ?? '#1e1e1e';
  const readableText =
    contrast('#1e1e1e', card) >= contrast('#ffffff', card) ? '#1e1e1e' : '#ffffff';
  const text = contrast(wanted, card) >= 4.5 ? wanted : readableText;
  const fontPx = pixels(style.get('font-size'), { em: 16, percent: 16 }) ?? SIZE_PX.default;
  const font = (style.get('font-family') ?? FONT).replace(/"/g, "'");
  return {
    page: card === '#ffffff' ? '#f3f3f3' : card,
    card,
    text,
    faint: contrast('#5f5f5f', card) >= 4.5 ? '#5f5f5f' : text,
    font,
    fontPx: Math.min(Math.max(fontPx, SIZE_PX.least), SIZE_PX.most),
    lineHeight: /^[\d.]+$/.test(style.get('line-height') ?? '')
      ? String(style.get('line-height'))
      : '1.6',
  };
}
