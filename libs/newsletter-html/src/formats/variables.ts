import { plainText } from '../text/plain-text.js';
import { dateVariables } from './post-date.js';

/** What formats are rendered from; texts as WordPress keeps them. */
export type FormatContext = {
  site: { name: string; tagline: string; timeZone: string };
  post: {
    id: number;
    slug: string;
    title: string;
    excerpt: string;
    /** The post's own time; where it has none yet, when it was changed. RFC 3339. */
    date: string;
    author: { name: string; firstName: string; lastName: string };
    categories: string[];
    tags: string[];
  };
};

/** Every variable of a format with its value, plain text. */
export function variablesOf({ site, post }: FormatContext): ReadonlyMap<string, string> {
  const texts = {
    post_title: post.title,
    post_id: String(post.id),
    post_slug: post.slug,
    author_name: post.author.name,
    author_first_name: post.author.firstName,
    author_last_name: post.author.lastName,
    site_name: site.name,
    site_tagline: site.tagline,
    category: post.categories[0] ?? '',
    categories: post.categories.join(', '),
    tags: post.tags.join(', '),
    excerpt: post.excerpt,
  };
  const plain = Object.entries(texts).map(([name, text]) => [name, plainText(text)] as const);
  return new Map([...plain, ...Object.entries(dateVariables(post.date, site.timeZone))]);
}
