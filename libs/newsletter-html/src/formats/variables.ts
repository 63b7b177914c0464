import { plainText } from '../text/plain-text.js';
import { dateVariables } from './post-date.js';

/** What formats are rendered from; texts as WordPress stores them. */
export type FormatContext = {
  site: { name: string; tagline: string; timeZone: string };
  post: {
    id: number;
    slug: string;
    title: string;
    excerpt: string;
    /** The post's own time; if it has none yet, when it was changed. RFC 3339. */
    date: string;
    author: { name: string; firstName: string; lastName: string };
    categories: string[];
    tags: string[];
  };
};

/** The value of a format's `{name}`; undefined for an unknown name. */
export type FormatVariables = {
  names: readonly string[];
  /** Plain text; computed on demand, since a format uses few of them. */
  get(name: string): string | undefined;
};

/** Every variable of a format. */
export function variablesOf({ site, post }: FormatContext): FormatVariables {
  const { author, categories, tags } = post;
  const values: Record<string, () => string> = {
    post_title: () => plainText(post.title),
    post_id: () => String(post.id),
    post_slug: () => plainText(post.slug),
    author_name: () => plainText(author.name),
    author_first_name: () => plainText(author.firstName),
    author_last_name: () => plainText(author.lastName),
    site_name: () => plainText(site.name),
    site_tagline: () => plainText(site.tagline),
    category: () => plainText(categories[0] ?? ''),
    categories: () => plainText(categories.join(', ')),
    tags: () => plainText(tags.join(', ')),
    excerpt: () => plainText(post.excerpt),
    ...dateVariables(post.date, site.timeZone),
  };
  return {
    names: Object.keys(values),
    get: (name) => (Object.hasOwn(values, name) ? values[name]?.() : undefined),
  };
}
