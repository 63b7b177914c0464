import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { type Findings, warn } from '../findings.js';
import type { Labels } from '../../labels.js';
import { fileName, putLink } from './link.js';

const NAMES = { video: 'Video', audio: 'Audio' } as const;

/** Video and audio: the poster or the name, linked to the file, or to the post if no file is named. */
export function withoutPlayers(
  $: CheerioAPI,
  post: string | null,
  findings: Findings,
  { watch, listen, video }: Labels,
): void {
  const labels = { video: `▶ ${watch}`, audio: `♪ ${listen}` };
  for (const kind of ['video', 'audio'] as const) {
    for (const player of $(kind).toArray() as Element[]) {
      const [label, name] = [labels[kind], NAMES[kind]];
      const source = sourceOf($, player);
      const title = player.attribs['title'] ?? player.attribs['aria-label'] ?? '';
      const place = `${kind} "${title || fileName(source ?? '') || name}"`;
      const address = source ?? post;
      const { poster: picture } = player.attribs;
      const words = `${name} does not play in an email. ${insteadOf(address, picture)}`;
      warn(findings, `${kind}-linked`, words, place);
      const shown = title ? `${label}: ${title}` : label;
      if (address) putLink($, player, { address, label: shown, picture });
      else $(player).replaceWith(picture ? $('<img>').attr({ src: picture, alt: video }) : '');
    }
  }
  $('source').remove();
}

function insteadOf(address: string | null, picture: string | undefined): string {
  if (address) return 'Readers get a link to it instead.';
  const left = picture ? 'Readers get its picture without a link' : 'Readers get nothing of it';
  return `${left}, because neither its address nor that of the post can be linked. Use an address that starts with https://.`;
}

function sourceOf($: CheerioAPI, player: Element): string | undefined {
  const own = player.attribs['src'];
  if (own) return own;
  const sources = $(player).find('source').toArray() as Element[];
  return sources.map(({ attribs }) => attribs['src']).find(Boolean);
}
