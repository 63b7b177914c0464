import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { whyNotOpened } from '../../findings/links.js';
import { type Findings, warn } from '../findings.js';
import { LOST_ADDRESS } from './allowed-markup.js';

const ATTRIBUTES = ['href', 'src', 'poster', 'action', 'data', 'background', 'data-src'] as const;
const VARIABLE = /@\{[^{}@]*\}@/g;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Makes every address absolute, as a mail needs it. Omeda's merge variables within stay as they are. */
export function absoluteAddresses($: CheerioAPI, base: string | null, findings: Findings): void {
  lazyPictures($);
  for (const name of ATTRIBUTES) {
    for (const element of $(`[${name}]`).toArray() as Element[]) {
      const address = (element.attribs[name] ?? '').trim();
      const whole = absolute(address, base);
      if (whole !== null) element.attribs[name] = whole;
      else lost($, element, { name, address }, findings);
    }
  }
  withoutDeadLinks($, findings);
}

/** A link that leads nowhere becomes text: one that ran script, a button without an address. */
function withoutDeadLinks($: CheerioAPI, findings: Findings): void {
  for (const link of $('a:not([href]), area:not([href])').toArray() as Element[]) {
    const address = link.attribs[LOST_ADDRESS];
    delete link.attribs[LOST_ADDRESS];
    const why = address === undefined ? undefined : whyNotOpened(address.trim());
    if (why) warn(findings, 'link-dead', why, linkPlaceOf(wordsOf($, link), address));
    if (hasButton(link)) link.name = 'span';
    else $(link).replaceWith($(link).contents());
  }
}

/** The link text for a linked part of a picture. */
function wordsOf($: CheerioAPI, link: Element): string {
  return ($(link).text() || (link.attribs['alt'] ?? '')).trim();
}

function hasButton({ attribs }: Element): boolean {
  return (attribs['class'] ?? '').includes('wp-block-button__link');
}

/** Null if it is relative and its base is unknown. */
export function absolute(address: string, base: string | null): string | null {
  if (address.startsWith('@{') || SCHEME.test(address)) return address;
  if (address.startsWith('//')) return `https:${address}`;
  if (!base) return null;
  const variables: string[] = [];
  const marked = address.replace(
    VARIABLE,
    (variable) => `omeda-variable-${variables.push(variable)}-`,
  );
  try {
    const { href } = new URL(marked, base);
    return href.replace(
      /omeda-variable-(\d+)-/g,
      (_mark, number) => variables[Number(number) - 1] ?? '',
    );
  } catch {
    return null;
  }
}

/** Some plugins fetch a picture only on scroll: until then, its address is in another attribute. */
function lazyPictures($: CheerioAPI): void {
  for (const image of $('img, iframe').toArray() as Element[]) {
    const later =
      image.attribs['data-src'] ??
      image.attribs['data-lazy-src'] ??
      image.attribs['data-orig-file'];
    const { src } = image.attribs;
    if (later && (!src || src.startsWith('data:') || src === 'about:blank'))
      image.attribs['src'] = later;
    for (const name of ['data-src', 'data-lazy-src', 'data-orig-file']) delete image.attribs[name];
  }
}

type Lost = { name: string; address: string };

function lost($: CheerioAPI, element: Element, { name, address }: Lost, findings: Findings): void {
  delete element.attribs[name];
  const text = $(element).text().trim();
  const place = element.name === 'img' ? `image ${address}` : linkPlaceOf(text, address);
  const words = `The address “${address.slice(0, 100)}” is incomplete, and the post has no address to complete it with. Start it with https://.`;
  warn(findings, 'relative-address', words, place);
}

function linkPlaceOf(text: string, address = ''): string {
  return `link "${text || address}"`;
}
