import type { BodySource } from '../src/newsletter/render-body.js';

/** The minimum that comes with a fragment. */
export const SOURCE: Omit<BodySource, 'html'> = {
  styles: '',
  baseUrl: 'https://daily.example/?p=1',
  language: null,
  direction: null,
  headline: null,
  title: 'News',
  preheader: null,
  featuredImage: null,
  byline: null,
  date: null,
  readOnline: null,
  siteName: 'The Daily',
  footer: null,
  template: null,
  mergeVariables: [],
};
