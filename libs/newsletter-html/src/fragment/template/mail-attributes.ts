import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { isShown } from '../styles/mail-properties.js';
import { setStyle, styleOf } from '../styles/element-style.js';
import { words } from '../words.js';

const KEPT = new Set(
  words(`
  style class dir lang title align valign width height bgcolor href src alt border
  cellpadding cellspacing colspan rowspan scope role start type reversed value color face
  size datetime background usemap name shape coords
`),
);
/** Of the attributes that earlier stages read, only these are written. */
const WRITTEN = /^(?:mso-padding-alt|float)$|^display$/;
const DISPLAYS = new Set(['block', 'inline-block', 'inline', 'none']);
const OURS = /^nl-/;

/** Leaves only what mail programs read: no class without a rule, no id, no property of a browser's layout. */
export function onlyOfMail($: CheerioAPI, rules: string): void {
  const named = new Set([...rules.matchAll(/\.([\w-]+)/g)].map(([, name]) => name));
  for (const element of $('body *').toArray() as Element[]) {
    for (const name of Object.keys(element.attribs))
      if (!KEPT.has(name)) delete element.attribs[name];
    classes(element, named);
    styles(element);
  }
}

function classes(element: Element, named: ReadonlySet<string | undefined>): void {
  const written = element.attribs['class'];
  if (written === undefined) return;
  const kept = written.split(/\s+/).filter((name) => OURS.test(name) || named.has(name));
  if (kept.length > 0) element.attribs['class'] = kept.join(' ');
  else delete element.attribs['class'];
}

function styles(element: Element): void {
  if (element.attribs['style'] === undefined) return;
  const style = styleOf(element);
  for (const [name, value] of style) {
    const isFit =
      isShown(name) || (WRITTEN.test(name) && (name !== 'display' || DISPLAYS.has(value)));
    if (!isFit || value === 'initial' || value === 'unset') style.delete(name);
  }
  setStyle(element, style);
}
