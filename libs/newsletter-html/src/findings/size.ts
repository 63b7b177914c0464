import type { Notice } from '#events';
import { unsubscribes } from '../unsubscribe/unsubscribe-link.js';
import { isSeen } from '../text/is-seen.js';
import { quoted } from './place.js';
import type { Seen } from './seen.js';

/** Where Gmail clips a message, behind "View entire message". */
const GMAIL_LIMIT_BYTES = 102 * 1024;

export function tooLargeForGmail({ html, view, isKnown }: Seen): Notice[] {
  const bytes = Buffer.byteLength(html);
  if (bytes <= GMAIL_LIMIT_BYTES) return [];
  const cut = Buffer.from(html).subarray(0, GMAIL_LIMIT_BYTES).toString().length;
  const text = view.texts.find(({ end, text: one }) => end > cut && isSeen(one));
  const from = text && quoted(text.text.slice(Math.max(0, cut - text.start)));
  const isLinkCut = view.links
    .filter((link) => unsubscribes(html, link, isKnown))
    .every(({ end }) => end > cut);
  const what = `${from ? `from ${from} on` : 'its end'}${isLinkCut ? ', including the unsubscribe link' : ''}`;
  const words = `The newsletter is ${Math.ceil(bytes / 1024)} kB. Gmail shows 102 kB and hides the rest (${what}) behind “View entire message”. Shorten the post, or link to the rest.`;
  return [{ code: 'clipped-by-gmail', words, field: 'post.html' }];
}
