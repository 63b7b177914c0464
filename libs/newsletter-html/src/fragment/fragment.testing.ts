import { load } from 'cheerio';
import type { Element } from 'domhandler';
import { documentOfFragment } from './document-of-fragment.js';
import type { FragmentSource } from './fragment-source.js';

export const POST = 'https://daily.example/2026/harbor/';

const SOURCE: FragmentSource = {
  html: '',
  styles: '',
  baseUrl: POST,
  language: 'en-US',
  direction: 'ltr',
  headline: 'The harbor',
  title: 'The harbor',
  preheader: 'What it costs',
  featuredImage: null,
  byline: 'By A. Writer',
  date: 'November 28, 2026',
  readOnline: POST,
  siteName: 'The Daily',
  footer: null,
  template: null,
};

/** The mail of a post, and what specs check in it. */
export function mailOf(html: string, changes: Partial<FragmentSource> = {}) {
  // Only the content, in a template that adds nothing.
  const template =
    changes.template === undefined ? '<div id="content">{{content}}</div>' : changes.template;
  const {
    html: document,
    problems,
    warnings,
  } = documentOfFragment({ ...SOURCE, html, ...changes, template });
  const $ = load(document);
  return {
    document,
    content: $('#content').html() ?? '',
    text: $('body').text().replace(/\s+/g, ' ').trim(),
    $,
    find: (selector: string) => $(selector).toArray() as Element[],
    style: (selector: string) => $(selector).attr('style') ?? '',
    codes: [...problems, ...warnings]
      .map(({ code }) => code)
      .filter((code) => code !== 'template-slot-missing'),
    problems,
    warnings,
  };
}

export function newsletterOf(changes: Partial<FragmentSource>) {
  return documentOfFragment({ ...SOURCE, ...changes });
}
