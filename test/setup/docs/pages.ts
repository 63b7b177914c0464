import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const isPage = (name: string) => name.endsWith('.md');

/** All pages of the documentation. */
export const PAGES: readonly string[] = [
  ...readdirSync('.').filter(isPage),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter(isPage)
    .map((name) => join('docs', name)),
  ...readdirSync('deploy', { recursive: true, encoding: 'utf8' })
    .filter(isPage)
    .map((name) => join('deploy', name)),
  'packages/newsletter-events/README.md',
  'wordpress/README.md',
].toSorted();
