import { randomUUID } from 'node:crypto';
import { postEvent } from '../../apps/gateway/src/example/post-event.js';
import { eventUrl, signedHeaders } from '../../apps/gateway/src/example/sign-event.js';
import { SIGNING_SECRET, SITE } from '../stage/sites.js';

/** How much content a post has. */
const HTML_BYTES = 5_000;

const SENTENCE =
  'The council met on Tuesday evening, heard from eleven residents, and put off its vote until spring. ';

/** A post of ordinary length, with the number in it, so that all differ. */
export function htmlOf(number: number): string {
  const head = `<h2 class="wp-block-heading">Morning news, number ${number}</h2>\n`;
  const paragraph = `<p class="has-text-align-left">${SENTENCE.repeat(4)}</p>\n`;
  const count = Math.floor((HTML_BYTES - head.length) / paragraph.length);
  return head + paragraph.repeat(count);
}

export type PostChanges = { type?: string; status?: string; html?: string };

/** The body of a first event of a post. */
export function eventOf(
  number: number,
  { type, status, html = htmlOf(number) }: PostChanges = {},
): string {
  return JSON.stringify(
    postEvent({
      ...(type ? { type } : {}),
      post: {
        id: number,
        uid: randomUUID(),
        slug: `morning-news-${number}`,
        html,
        ...(status ? { status } : {}),
      },
    }),
  );
}

/** The bytes of a signed request, ready to be written to a connection. */
export function requestOf(url: string, body: string): Buffer {
  const { host, pathname } = eventUrl(url, SITE);
  const headers = {
    host,
    ...signedHeaders({ secret: SIGNING_SECRET, body }),
    'content-length': String(Buffer.byteLength(body)),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`POST ${pathname} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}
