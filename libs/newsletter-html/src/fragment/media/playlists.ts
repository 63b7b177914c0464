import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import type { Labels } from '../../labels.js';
import { type Findings, warn } from '../findings.js';
import { putLink } from './link.js';

const PARTS = ['title', 'artist', 'album', 'length'].map(
  (part) => `.wp-block-playlist-track__${part}`,
);

/** A playlist: names stay, and a link leads to the post, as a script of the page plays them. */
export function withoutPlaylists(
  $: CheerioAPI,
  post: string | null,
  findings: Findings,
  { listen }: Labels,
): void {
  for (const playlist of $('.wp-block-playlist').toArray() as Element[]) {
    $(playlist).find('.wp-block-playlist__waveform-player').remove();
    $(playlist).find('.screen-reader-text').remove();
    for (const track of $(playlist).find('.wp-block-playlist-track').toArray() as Element[]) {
      const parts = PARTS.map((part) => $(track).find(part).first().text().trim());
      const named = parts.filter((part) => part !== '').join(' · ');
      if (named !== '') $(track).text(named);
    }
    const words = 'A playlist does not play in an email. Readers get a link to the post instead.';
    warn(findings, 'audio-linked', words, `playlist "${$(playlist).find('li').first().text()}"`);
    if (!post) continue;
    const link = $('<div></div>');
    $(playlist).find('ol, ul').first().after(link);
    putLink($, link.get(0) as Element, { address: post, label: `♪ ${listen}` });
  }
}
