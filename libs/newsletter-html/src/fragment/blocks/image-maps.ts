import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { styleOf } from '../styles/element-style.js';
import { pixels } from '../styles/length.js';

/**
 * The areas of an image map are measured on the picture as the page shows it; a mail may show it narrower.
 * @returns what scales them to the final size of the pictures
 */
export function measuredMaps($: CheerioAPI): () => void {
  const images = $('img[usemap]').toArray() as Element[];
  const measured = images.map((image) => ({ image, width: widthOf(image) }));
  return () => {
    const maps = mapsByName($);
    for (const { image, width } of measured) {
      const name = image.attribs['usemap']?.slice(1) ?? '';
      const share = Number(image.attribs['width']) / width;
      const map = maps.get(name);
      // Two pictures of one map have one size.
      maps.delete(name);
      if (map && Number.isFinite(share) && share > 0) scale($, map, share);
    }
  };
}

function widthOf(image: Element): number {
  return pixels(styleOf(image).get('width')) ?? Number(image.attribs['width']);
}

/** Of two, the first counts. */
function mapsByName($: CheerioAPI): Map<string, Element> {
  const maps = ($('map[name]').toArray() as Element[]).toReversed();
  return new Map(maps.map((map) => [map.attribs['name'] ?? '', map]));
}

function scale($: CheerioAPI, map: Element, share: number): void {
  for (const { attribs } of $(map).find('area[coords]').toArray() as Element[]) {
    attribs['coords'] = (attribs['coords'] ?? '').replace(/\d+(?:\.\d+)?/g, (number) =>
      String(Math.round(Number(number) * share)),
    );
  }
}
