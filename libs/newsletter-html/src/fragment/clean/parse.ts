import { type CheerioAPI, load } from 'cheerio';
import { type Findings, object } from '../findings.js';
import { sanitized } from './sanitize.js';

/** Gmail shows 102,400 characters of a mail, with some thousand elements. */
const MOST = { characters: 1_000_000, tags: 20_000, elements: 10_000 };

const TAG = /<[a-z]/gi;

/** Class names that themes use around a post's content, so that their rules for it apply. */
const CONTENT_CLASSES = 'entry-content wp-block-post-content is-layout-flow';

/** The content as part of a page. What is too large for any mail is not parsed, and is not sent. */
export function parsed(html: string, findings: Findings): CheerioAPI {
  // Checked first: libraries take time that grows with the square of the nesting depth.
  if (html.length <= MOST.characters && count(html, TAG) <= MOST.tags) {
    const $ = pageOf(sanitized(html, findings));
    // An element left open is reopened in each following paragraph: few tags, many elements.
    if ($('*').length <= MOST.elements) return $;
  }
  const words = `The post is too long for a newsletter, which can have ${MOST.elements.toLocaleString('en-US')} HTML elements and ${MOST.characters.toLocaleString('en-US')} characters. Shorten it, or remove what was pasted from elsewhere.`;
  object(findings, 'too-complex', words);
  return pageOf('');
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Parsed separately: no end tag of the content may close what is around it. */
function pageOf(content: string): CheerioAPI {
  const $ = load(
    `<!DOCTYPE html><html><head></head><body class="wp-site-blocks"><div id="nl-content" class="${CONTENT_CLASSES}"></div></body></html>`,
  );
  $('#nl-content').html(content);
  return $;
}
