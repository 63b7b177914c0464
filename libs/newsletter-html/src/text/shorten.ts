import type { Notice } from '#events';

/** A text for Omeda, and warnings about how it was made. */
export type Rendered = { text: string; warnings: Notice[] };

/** Omeda's limits, counted in UTF-16 units: the strictest way to count. */
export const NAME_LIMIT = 80;
export const CAMPAIGN_LIMIT = 100;
const SUBJECT_LIMIT = 250;
const FROM_NAME_LIMIT = 100;

const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The text in at most `limit` UTF-16 units: cut at the last word end of its second half, if any, with an
 * ellipsis. Never inside what readers see as one character.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = wholeGraphemes(text, limit - ELLIPSIS.length);
  const isWordEnd = /\s/.test(text.charAt(kept.length));
  const wordEnd = isWordEnd ? kept.length : kept.search(/\s\S*$/);
  const cut = wordEnd >= limit / 2 ? kept.slice(0, wordEnd) : kept;
  return cut.replace(/[\s,;:.\-–—]+$/u, '') + ELLIPSIS;
}

function wholeGraphemes(text: string, limit: number): string {
  let end = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** A deployment's name within Omeda's limit; a warning reports how a longer one was shortened. */
export function shortenName(name: string, limit: number = NAME_LIMIT): Rendered {
  return shortened({ text: name, limit, what: 'deployment name', field: 'name' });
}

/** A campaign id within Omeda's limit. */
export function shortenCampaign(campaign: string, limit: number = CAMPAIGN_LIMIT): Rendered {
  return shortened({ text: campaign, limit, what: 'campaign id', field: 'campaignId' });
}

/** A subject within Omeda's limit. */
export function shortenSubject(subject: string): Rendered {
  return shortened({ text: subject, limit: SUBJECT_LIMIT, what: 'subject', field: 'subject' });
}

/** A sender's name within Omeda's limit. */
export function shortenFromName(name: string): Rendered {
  return shortened({ text: name, limit: FROM_NAME_LIMIT, what: 'from name', field: 'fromName' });
}

/** The result of a format, within a length that no mail client shows. */
export function shortenFormat(text: string, limit: number, field: string): Rendered {
  const short = shorten(text, limit);
  if (short === text) return { text, warnings: [] };
  const words = `The format produces more than ${limit} characters, so it was cut off.`;
  return { text: short, warnings: [{ code: 'shortened', words, field }] };
}

type Shortening = { text: string; limit: number; what: string; field: string };

function shortened({ text, limit, what, field }: Shortening): Rendered {
  const short = shorten(text, limit);
  if (short === text) return { text, warnings: [] };
  const words = `The ${what} exceeds Omeda's ${limit} characters and was shortened to “${short}”.`;
  return { text: short, warnings: [{ code: 'shortened', words, field }] };
}
