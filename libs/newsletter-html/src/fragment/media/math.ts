import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { escapeText } from '../clean/escape.js';
import { childrenOf } from '../blocks/layout.js';
import { words } from '../words.js';

/** The elements of a formula, as MathML Core names them. */
export const MATH_TAGS = words(`
  math semantics annotation mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot
  mover munder munderover mmultiscripts mtable mtr mtd mstyle mpadded mphantom menclose
`);

/** Few mail programs show a formula: it becomes a line of letters, as people write one without tools. */
export function withoutMath($: CheerioAPI): void {
  for (const formula of $('math').toArray() as Element[]) {
    const isBlock = formula.attribs['display'] === 'block';
    const line = `<span style="font-family:Cambria,Georgia,serif">${lineOf($, formula)}</span>`;
    const style = 'margin:0 0 16px;text-align:center';
    $(formula).replaceWith(isBlock ? `<p style="${style}">${line}</p>` : line);
  }
}

type Write = (parts: string[]) => string;

const joined: Write = (parts) => parts.join('');
const grouped = (part = '') => (isSimple(part) ? part : `(${part})`);

const WRITTEN: Record<string, Write> = {
  msup: ([base, up]) => `${grouped(base)}<sup>${up ?? ''}</sup>`,
  mover: ([base, up]) => `${grouped(base)}<sup>${up ?? ''}</sup>`,
  msub: ([base, low]) => `${base ?? ''}<sub>${low ?? ''}</sub>`,
  munder: ([base, low]) => `${base ?? ''}<sub>${low ?? ''}</sub>`,
  msubsup: ([base, low, up]) => `${base ?? ''}<sub>${low ?? ''}</sub><sup>${up ?? ''}</sup>`,
  munderover: ([base, low, up]) => `${base ?? ''}<sub>${low ?? ''}</sub><sup>${up ?? ''}</sup>`,
  mfrac: ([over, under]) => `${grouped(over)}/${grouped(under)}`,
  msqrt: (parts) => `√${grouped(parts.join(''))}`,
  mroot: ([base, root]) => `<sup>${root ?? ''}</sup>√${grouped(base)}`,
  mtable: (rows) => rows.join('; '),
  mtr: (cells) => cells.join(', '),
  mspace: () => ' ',
  // The formula again, as it was typed.
  annotation: () => '',
  mphantom: () => '',
};

function lineOf($: CheerioAPI, element: Element): string {
  const parts = childrenOf(element).map((child) => lineOf($, child));
  if (parts.length === 0 && !(element.name in WRITTEN)) return symbol($, element);
  return (WRITTEN[element.name] ?? joined)(parts);
}

function symbol($: CheerioAPI, element: Element): string {
  const text = escapeText($(element).text().trim());
  if (element.name === 'mi' && text.length === 1) return `<i>${text}</i>`;
  const isSpaced = element.name === 'mo' && /^[=+−≤≥≈≠×·→±<>-]$|^&[lg]t;$/.test(text);
  return isSpaced ? ` ${text} ` : text;
}

/** One number, name, or bracket, which needs no brackets around it. */
function isSimple(part: string): boolean {
  return /^(?:[\p{L}\p{N}.]*|\(.*\))$/u.test(part.replace(/<\/?i>/g, ''));
}
