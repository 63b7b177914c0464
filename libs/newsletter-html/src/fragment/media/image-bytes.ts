import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { type Findings, warn } from '../findings.js';

/** The file size of an image, as the sender of the post gives it: nothing is fetched here. */
export const IMAGE_BYTES = 'data-bytes';

/** Mobile readers would wait for seconds. */
const MOST_BYTES = 1_000_000;

/** Reports each image whose file is too large for a mail. */
export function reportLargeImages($: CheerioAPI, findings: Findings): void {
  for (const { attribs } of $(`img[${IMAGE_BYTES}]`).toArray() as Element[]) {
    reportLargeImage(attribs['src'] ?? '', Number(attribs[IMAGE_BYTES]), findings);
  }
}

export function reportLargeImage(address: string, bytes: number, findings: Findings): void {
  if (!(bytes > MOST_BYTES)) return;
  const file = address.split(/[?#]/)[0]?.split('/').findLast(Boolean) ?? '';
  const words = `The image has ${(bytes / 1_000_000).toFixed(1)} MB, which takes long to load on a phone. Choose a smaller size, or compress it to 1 MB or less.`;
  warn(findings, 'image-large', words, `image ${file}`);
}
