import type { NewsletterSource } from '#newsletter-html';
import { postEvent } from '../example/post-event.js';
import { sourceOf } from '../events/source-of.js';

/** The render source of a post with this html. */
export function newsletterSource(html: string): NewsletterSource {
  const source = sourceOf(postEvent({ post: { html } }), {});
  if (!source) throw new Error('The example is a newsletter');
  return source;
}
