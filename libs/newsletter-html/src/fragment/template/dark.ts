import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { backgroundOf } from '../blocks/box.js';
import { childrenOf } from '../blocks/layout.js';
import { contrast, opaque, readable } from '../../color/color.js';
import { edgeOf } from '../styles/edge.js';
import { type Style, setStyle, styleOf } from '../styles/element-style.js';
import type { Look } from './look.js';

/** The card of a newsletter in a dark mailbox; the template has the same. */
const DARK = { card: '#1e1e1e', text: '#e8e8e8', link: '#8ab4f8' };
const LINK = '#0b57d0';
const READABLE = 4.5;
/** WCAG's limit for anything but text: the box of a button, a line. */
const SEEN = 3;
/** The maximum contrast of text on the dark card, so that it does not dazzle. */
const CLEAREST = 13;
/** In many themes, links have the color of their text. */
const AS_TEXT = /^(?:currentcolor|inherit)$/i;

/**
 * Every link gets its color, and each text or border color that is not visible on the dark card gets a class that
 * lightens it there. Content on its own background keeps its colors: both are the editor's.
 * @returns the rules of those classes.
 */
export function colorText($: CheerioAPI, body: Element, look: Look): string {
  const rules = new Map<string, string>();
  color({ $, rules }, body, {
    background: look.card,
    text: look.text,
    link: look.link ?? LINK,
    isOwn: false,
  });
  return [...rules].map(([name, rule]) => `.${name}{${rule}!important}`).join('\n');
}

type Work = { $: CheerioAPI; rules: Map<string, string> };
type Ground = { background: string; text: string; link: string; isOwn: boolean };

function color(work: Work, parent: Element, ground: Ground): void {
  for (const element of childrenOf(parent)) {
    const style = styleOf(element);
    const background = backgroundOf(style);
    const own = opaque(style.get('color') ?? '');
    const text = own ?? given(element, background, ground);
    if (text && !own) setStyle(element, style.set('color', text));
    if (!ground.isOwn) keepEdge(work, element, style);
    const isOwn = ground.isOwn || background !== null;
    if (text && !isOwn) shade(work, element, { text, background: ground.background });
    color(work, element, {
      background: background ?? ground.background,
      text: text ?? ground.text,
      link: ground.link,
      isOwn,
    });
  }
}

/** The color of an element that sets none, if the reader's program must not choose it. */
function given(element: Element, background: string | null, ground: Ground): string | null {
  if (background) return textOn(background, ground.text);
  if (element.name !== 'a') return null;
  return AS_TEXT.test(styleOf(element).get('color') ?? '') ? ground.text : linkColor(ground);
}

/** On its own background, text must not follow the reader's dark mode. */
function textOn(background: string, text: string): string {
  return contrast(text, background) >= 3 ? text : readable(text, background, READABLE);
}

function linkColor({ background, text, link }: Ground): string {
  return contrast(link, background) >= READABLE ? link : text;
}

/** With the same contrast on the dark card as on the light one. */
function shade(
  { $, rules }: Work,
  element: Element,
  { text, background }: { text: string; background: string },
): void {
  if (contrast(text, DARK.card) >= READABLE) return;
  const name = `nl-text-${text.slice(1)}`;
  const wanted = Math.min(Math.max(contrast(text, background), READABLE), CLEAREST);
  const shaded = text === LINK ? DARK.link : readable(text, DARK.card, wanted);
  if (!rules.has(name)) rules.set(name, `color:${shaded}`);
  $(element).addClass(name);
}

/** A button or a line as dark as the card: only its border is visible there. */
function keepEdge({ $, rules }: Work, element: Element, style: Style): void {
  const edge = edgeOf(style);
  const fill = style.has('mso-padding-alt') ? backgroundOf(style) : null;
  const color = edge ?? fill;
  const isSeen = [edge, fill].some((one) => one !== null && contrast(one, DARK.card) >= SEEN);
  if (color === null || isSeen) return;
  const name = `nl-${edge ? 'edge' : 'box'}-${color.slice(1)}`;
  const shaded = readable(color, DARK.card, SEEN);
  rules.set(name, edge ? `border-color:${shaded}` : `border:2px solid ${shaded}`);
  $(element).addClass(name);
}
