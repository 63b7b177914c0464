import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';

type Shown = { address: string; label: string; picture?: string | undefined };

/** As wide as the content: a picture of a video fills it. */
const PICTURE_PX = '552';

/** Replaces what plays on the page: its picture or its name, linked. It is hidden if the original was. */
export function putLink($: CheerioAPI, instead: Element, { address, label, picture }: Shown): void {
  const link = () => $('<a></a>').attr('href', address);
  const made = $('<div></div>');
  if (picture) {
    const image = $('<img>').attr({ src: picture, alt: label, width: PICTURE_PX });
    made.append(link().append(image));
  }
  made.append(
    $('<p></p>')
      .attr('style', picture ? 'margin:8px 0 16px' : 'margin:0 0 16px')
      .append(link().text(label)),
  );
  for (const name of ['hidden', 'style'] as const) {
    const value = instead.attribs[name];
    if (value !== undefined && (name === 'hidden' || /display|visibility/.test(value)))
      made.attr(name, value);
  }
  $(instead).replaceWith(made);
}

/** The last part of an address's path, decoded. */
export function fileName(address: string): string {
  const path = /^[a-z]+:\/\/[^/]+\/([^?#]*)/i.exec(address)?.[1] ?? '';
  const name = path.split('/').findLast(Boolean) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
