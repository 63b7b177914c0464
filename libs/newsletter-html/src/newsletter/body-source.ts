import { LRUCache } from 'lru-cache';
import { localTime } from '#deployment';
import { labelsOf } from '../labels.js';
import { oneLine } from '../text/one-line.js';
import { plainText } from '../text/plain-text.js';
import type { BodySource } from './render-body.js';
import type { Headers } from './render-headers.js';
import type { NewsletterSource } from './prepare-newsletter.js';

/** What the template fills its slots with; null: the deployment type does not show it. */
export function bodySourceOf(source: NewsletterSource, headers: Headers): BodySource {
  const { html, mail, post, site, template, mergeVariables } = source;
  const { template: shows } = source.type;
  const { styles, permalink, language, direction } = mail;
  return {
    html,
    styles,
    baseUrl: permalink,
    language,
    direction,
    headline: shows.headline ? plainText(post.title) || null : null,
    title: headers.subject,
    preheader: headers.preheader,
    featuredImage: shows.featuredImage ? mail.featuredImage : null,
    byline: shows.byline ? bylineOf(source) : null,
    date: shows.date ? dateOf(source) : null,
    readOnline: shows.readOnline ? permalink : null,
    siteName: plainText(site.name),
    footer: linesOf(shows.footer),
    template,
    mergeVariables,
  };
}

/** Each line is cleaned as a header is: it is in every newsletter. */
function linesOf(text: string | null): string | null {
  const lines = (text ?? '').trim().split(/\r\n?|\n/);
  return lines.map(oneLine).join('\n').trim() || null;
}

function bylineOf({ post, mail }: NewsletterSource): string | null {
  const name = plainText(post.author.name);
  if (name === '') return null;
  return labelsOf(mail.language).byline.replace('{name}', () => name);
}

/** A date as readers of the post's language write it, in the site's zone. */
function dateOf({ post, site, mail }: NewsletterSource): string | null {
  const local = localTime(post.date, site.timeZone);
  if (!local.isValid) return null;
  const locale = isLocale(mail.language) ? mail.language : 'en-US';
  return local.setLocale(locale).toLocaleString({ year: 'numeric', month: 'long', day: 'numeric' });
}

/** Valid names, cached: an ICU lookup costs more than the rest of a header. */
const locales = new LRUCache<string, true>({ max: 100 });

function isLocale(language: string | null): language is string {
  if (language === null || locales.has(language)) return language !== null;
  try {
    const isSupported = Intl.DateTimeFormat.supportedLocalesOf(language).length > 0;
    if (isSupported) locales.set(language, true);
    return isSupported;
  } catch {
    return false;
  }
}
