import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { type Findings, warn } from '../findings.js';
import type { Labels } from '../../labels.js';
import { putLink } from './link.js';
import { pageOfFrame, thumbnailOf } from './page-of-frame.js';

const ADDRESS = /^https?:\/\/\S+$/;

/** Frames of other sites: the picture of a video, otherwise the title or the host, linked. */
export function withoutFrames(
  $: CheerioAPI,
  post: string | null,
  findings: Findings,
  { open }: Labels,
): void {
  for (const frame of $('iframe, embed, object').toArray() as Element[]) {
    if (isSpeck(frame)) {
      $(frame).remove();
      continue;
    }
    const source = frame.attribs['src'] ?? frame.attribs['data'];
    const inside = $(frame).find('a[href], img').length > 0 ? $(frame).contents() : null;
    const address = pageOf(source) ?? post;
    if (!address) {
      $(frame).replaceWith(inside ?? '');
      continue;
    }
    const title = frame.attribs['title'] || hostOf(address);
    const picture = thumbnailOf(address);
    const label = picture ? `▶ ${title}` : open.replace('{title}', () => title);
    const words = `“${title}” from another site does not show in an email. Readers get a link to it instead.`;
    warn(findings, 'embed-linked', words, `embed "${title}"`);
    putLink($, frame, { address, label, picture });
  }
  failedEmbeds($);
}

/** A tracking frame: it shows nothing. */
function isSpeck({ attribs }: Element): boolean {
  return ['width', 'height'].some((side) => /^[01](?:px)?$/.test(attribs[side] ?? ''));
}

/** If an embed could not be fetched, WordPress leaves the bare address: it becomes a link. */
function failedEmbeds($: CheerioAPI): void {
  for (const wrapper of $('.wp-block-embed__wrapper').toArray() as Element[]) {
    const address = $(wrapper).text().trim();
    if ($(wrapper).children().length > 0 || !ADDRESS.test(address)) continue;
    const picture = thumbnailOf(pageOfFrame(address));
    const label = picture ? `▶ ${hostOf(address)}` : address;
    const inner = $('<div></div>');
    $(wrapper).empty().append(inner);
    putLink($, inner.get(0) as Element, { address, label, picture });
  }
}

function pageOf(source: string | undefined): string | null {
  return source && ADDRESS.test(source) ? pageOfFrame(source) : null;
}

function hostOf(address: string): string {
  return /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(address)?.[1] ?? address;
}
