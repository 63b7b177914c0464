import { opaque, readable } from '../../color/color.js';
import { styleOf, written } from '../styles/element-style.js';
import { pixels } from '../styles/length.js';
import { type Block, hasClass } from './layout.js';
import { PRESENTATION } from './table.js';

const LINE_COLOR = '#c4c4c4';
const READABLE = 3;
const SHORT_PX = 100;
const MOST_SPACE_PX = 160;

/** A line as the border of a cell, as Outlook draws `<hr>` in its own way. */
export const separator: Block = ({ $ }, element, place) => {
  const style = styleOf(element);
  const color =
    opaque(style.get('background-color') ?? '') ??
    opaque(style.get('color') ?? '') ??
    borderColor(style) ??
    LINE_COLOR;
  if (hasClass(element, 'is-style-dots')) {
    const dots = `<p style="margin:0;text-align:center;letter-spacing:16px;color:${readable(color, place.background, READABLE)}">···</p>`;
    $(element).replaceWith(dots);
    return;
  }
  const isWide = hasClass(element, 'is-style-wide') || !hasClass(element, 'wp-block-separator');
  const width = isWide ? '100%' : String(Math.min(SHORT_PX, place.width));
  const line = written([
    ['border-top', `2px solid ${color}`],
    ['font-size', '0'],
    ['line-height', '0'],
    ['height', '2px'],
  ]);
  $(element).replaceWith(
    `<table ${PRESENTATION} width="100%" style="width:100%"><tbody><tr><td align="center" style="padding:0"><table ${PRESENTATION} width="${width}" style="width:${isWide ? width : `${width}px`}"><tbody><tr><td style="${line}">&nbsp;</td></tr></tbody></table></td></tr></tbody></table>`,
  );
};

function borderColor(style: Map<string, string>): string | null {
  const borders = [...style]
    .filter(([name]) => name.startsWith('border'))
    .map(([, value]) => value);
  return opaque(/#[0-9a-f]{6}/i.exec(borders.join(' '))?.[0] ?? '');
}

/** Space of a height that no program increases. */
export const spacer: Block = ({ $ }, element) => {
  const px = pixels(styleOf(element).get('height'), { em: 16 }) ?? 40;
  const height = Math.round(Math.min(Math.max(px, 1), MOST_SPACE_PX));
  const cell = `height:${height}px;line-height:${height}px;font-size:1px`;
  $(element).replaceWith(
    `<table ${PRESENTATION} width="100%" style="width:100%"><tbody><tr><td height="${height}" style="${cell}">&nbsp;</td></tr></tbody></table>`,
  );
};
