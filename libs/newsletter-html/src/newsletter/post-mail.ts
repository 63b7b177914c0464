import type { FeaturedImage } from '../fragment/fragment-source.js';

/** What a post sets for itself as a mail; null if it leaves that to its deployment type. */
export type PostMail = {
  subject: string | null;
  preheader: string | null;
  /** CSS of the blocks and the theme; '' if there is none. */
  styles: string;
  permalink: string | null;
  featuredImage: FeaturedImage | null;
  language: string | null;
  direction: 'ltr' | 'rtl' | null;
};

export const PLAIN_POST_MAIL: PostMail = {
  subject: null,
  preheader: null,
  styles: '',
  permalink: null,
  featuredImage: null,
  language: null,
  direction: null,
};
