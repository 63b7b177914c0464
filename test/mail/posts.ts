import { readFileSync, readdirSync } from 'node:fs';
import { documentOfFragment } from '../../libs/newsletter-html/src/fragment/document-of-fragment.js';
import { newestWordpress } from '../wordpress/setup/newest-wordpress.js';
import { oldestWordpress } from '../wordpress/setup/oldest-wordpress.js';

const HERE = new URL('.', import.meta.url);
/** Without it, the older one's style sheet has nothing for the newer blocks: they look much the same. */
const OLDEST = await oldestWordpress();
const NEWEST = await newestWordpress().catch(() => OLDEST);
const POST = 'https://daily.example/2026/harbor/';

/** WordPress 6.1's rendering of twelve of our posts, with each core block at least once; 7.1's of newer blocks. */
export const POSTS = readdirSync(new URL('posts', HERE))
  .filter((name) => name.endsWith('.html'))
  .map((name) => name.replace('.html', ''));

const HEADLINES: Record<string, string> = {
  '01-story': 'City splits over dredging of the harbor',
  '12-right-to-left': 'نشرة الصباح',
};

const PICTURE = {
  url: 'https://media.daily.example/coast.jpg',
  alt: 'The coast',
  width: 2400,
  height: 900,
  bytes: null,
};

/** A post as the mail that readers get. */
export function mailOfPost(name: string): string {
  return mailOf(read(`posts/${name}.html`), name);
}

export function mailOf(html: string, name = 'a-post'): string {
  const isRtl = name.includes('right-to-left');
  return documentOfFragment({
    html,
    styles: `${blockStyles(name.includes('newest') ? NEWEST : OLDEST)}\n${read('theme.css')}`,
    baseUrl: POST,
    language: isRtl ? 'ar' : 'en-US',
    direction: isRtl ? 'rtl' : 'ltr',
    headline: HEADLINES[name] ?? titleOf(name),
    title: name,
    preheader: 'What the city does this week',
    featuredImage: name.startsWith('01') ? PICTURE : null,
    byline: isRtl ? null : 'By A. Writer',
    date: isRtl ? null : 'November 28, 2026',
    readOnline: POST,
    siteName: 'The Daily Example',
    footer: 'The Daily Example, 1 Harbor Street',
    template: null,
  }).html;
}

function titleOf(name: string): string {
  const words = name.replace(/^\d+-/, '').replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** From the installed WordPress: its style sheet is not ours to keep. */
function blockStyles(root: string): string {
  return readFileSync(`${root}/wp-includes/css/dist/block-library/style.css`, 'utf8');
}

function read(path: string): string {
  return readFileSync(new URL(path, HERE), 'utf8');
}
