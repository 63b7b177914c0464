import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { type Findings, warn } from '../findings.js';
import type { Labels } from '../../labels.js';
import { putLink } from './link.js';

const YOUTUBE =
  /^https:\/\/(?:www\.)?(?:youtube(?:-nocookie)?\.com\/(?:embed\/|watch\?(?:.*&)?v=)|youtu\.be\/)([\w-]{11})/;
const VIMEO = /^https:\/\/player\.vimeo\.com\/video\/(\d+)/;
const ADDRESS = /^https?:\/\/\S+$/;

/** Frames of other sites: the picture of a video, else the title or the host, linked. */
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

/** It counts who opened the page, and shows nothing. */
function isSpeck({ attribs }: Element): boolean {
  return ['width', 'height'].some((side) => /^[01](?:px)?$/.test(attribs[side] ?? ''));
}

/** Where an embed could not be fetched, WordPress leaves the bare address: it becomes a link. */
function failedEmbeds($: CheerioAPI): void {
  for (const wrapper of $('.wp-block-embed__wrapper').toArray() as Element[]) {
    const address = $(wrapper).text().trim();
    if ($(wrapper).children().length > 0 || !ADDRESS.test(address)) continue;
    const picture = thumbnailOf(address);
    const label = picture ? `▶ ${hostOf(address)}` : address;
    const inner = $('<div></div>');
    $(wrapper).empty().append(inner);
    putLink($, inner.get(0) as Element, { address, label, picture });
  }
}

/** The page a person would open, instead of the one that is made for frames. */
function pageOf(source: string | undefined): string | null {
  if (!source || !ADDRESS.test(source)) return null;
  const youtube = YOUTUBE.exec(source)?.[1];
  if (youtube) return `https://www.youtube.com/watch?v=${youtube}`;
  const vimeo = VIMEO.exec(source)?.[1];
  return vimeo ? `https://vimeo.com/${vimeo}` : source;
}

function thumbnailOf(address: string): string | undefined {
  const youtube = YOUTUBE.exec(address)?.[1];
  return youtube ? `https://i.ytimg.com/vi/${youtube}/hqdefault.jpg` : undefined;
}

function hostOf(address: string): string {
  return /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(address)?.[1] ?? address;
}
