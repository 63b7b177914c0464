import type { Notice } from '#events';
import type { Range } from '../document/range.js';

/** What a newsletter is made of if its post is a fragment of HTML. */
export type FragmentSource = {
  /** Rendered content of the post; hostile. */
  html: string;
  /** CSS, '' if there is none; hostile. */
  styles: string;
  /** The post's permalink. */
  baseUrl: string | null;
  language: string | null;
  direction: 'ltr' | 'rtl' | null;
  /** Plain text; null: not shown. */
  headline: string | null;
  /** The content of `<title>`. */
  title: string;
  preheader: string | null;
  featuredImage: FeaturedImage | null;
  /** Plain text, ready to show; null: not shown. */
  byline: string | null;
  /** Plain text, ready to show; null: not shown. */
  date: string | null;
  /** The address of the post; null: not shown. */
  readOnline: string | null;
  siteName: string;
  /** Plain text. */
  footer: string | null;
  /** A site's own template, HTML with slots; null: the built-in one. */
  template: string | null;
};

export type FeaturedImage = {
  url: string;
  alt: string;
  width: number | null;
  height: number | null;
  /** Of its file; null if unknown. */
  bytes: number | null;
};

/** A whole document, without unsubscribe link, and what people must know about it. */
export type FragmentDocument = {
  html: string;
  /** Where the post itself is in it. */
  content: Range;
  /** The address of the featured image, which its template may show; null if there is none to show. */
  featuredImage: string | null;
  problems: Notice[];
  warnings: Notice[];
};
