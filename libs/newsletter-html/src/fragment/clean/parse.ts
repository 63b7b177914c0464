import { type CheerioAPI, load } from 'cheerio';
import { Parser } from 'htmlparser2';
import { type Findings, object } from '../findings.js';
import { escapeText } from './escape.js';

/** A newsletter that Gmail shows whole has some thousand. */
const MOST_ELEMENTS = 20_000;

const TAG = /<[a-z]/gi;

/** As themes name what is around a post's content, so that their rules for it apply. */
const BODY_CLASSES = 'wp-site-blocks entry-content wp-block-post-content editor-styles-wrapper';

/** The content as the body of a page. Too much of it is read as text alone, and does not go. */
export function parsed(clean: string, findings: Findings): CheerioAPI {
  if ((clean.match(TAG)?.length ?? 0) <= MOST_ELEMENTS) {
    const $ = pageOf(clean);
    // An element left open is opened again in each paragraph that follows: few tags, many elements.
    if ($('body *').length <= MOST_ELEMENTS) return $;
  }
  const words = `The post has more than ${MOST_ELEMENTS.toLocaleString('en-US')} HTML elements: shorten it, or take out what was pasted from elsewhere.`;
  object(findings, 'too-complex', words);
  return pageOf(textOf(clean));
}

function pageOf(content: string): CheerioAPI {
  return load(
    `<!DOCTYPE html><html><head></head><body class="${BODY_CLASSES}">${content}</body></html>`,
  );
}

/** One paragraph for all that is written in it. */
function textOf(clean: string): string {
  const texts: string[] = [];
  let isStyle = false;
  const parser = new Parser({
    onopentagname: (name) => {
      isStyle = name === 'style';
      texts.push(' ');
    },
    onclosetag: () => {
      isStyle = false;
      texts.push(' ');
    },
    ontext: (text) => void (isStyle || texts.push(text)),
  });
  parser.end(clean);
  return `<p>${escapeText(texts.join('').replace(/\s+/g, ' ').trim())}</p>`;
}
