import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const PLUGIN = 'wordpress/omeda-newsletter-connector';
/** WordPress's own words. */
const OF_WORDPRESS = [
  'Plugins',
  'Add New',
  'Upload Plugin',
  'Install Now',
  'Activate',
  'Save Changes',
  'Switch to draft',
  'Tools',
];
/** With values instead of the plugin's placeholders. */
const EXAMPLES = [
  'Goes to Morning readers (1,200 readers) on Tue, Mar 4, 7:30 am (site time)',
  'Content failed:',
];

const plain = (text: string) => text.replaceAll('’', "'").replaceAll("\\'", "'");

const sources = readdirSync(PLUGIN, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(php|js)$/.test(file))
  .map((file) => plain(readFileSync(join(PLUGIN, file), 'utf8')))
  .join('\n');

/** All italics of the page, without those that are omitted or differ. */
function quotedIn(page: string): string[] {
  const text = readFileSync(page, 'utf8').replaceAll(/```[^]*?```/g, '');
  const quoted = text.replaceAll(/\s+/g, ' ').matchAll(/(?<![\w/`])_([^_]+)_(?!\w)/g);
  return [...quoted].flatMap(([, words = '']) =>
    plain(words)
      .replace(/\.$/, '')
      .split(/…|\d+%|→/)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );
}

it.each(['docs/editors.md', 'docs/install-wordpress.md'])(
  '%s quotes what the plugin says',
  (page) => {
    const quoted = quotedIn(page);
    expect(quoted.length).toBeGreaterThan(10);
    const known = [...OF_WORDPRESS, ...EXAMPLES];
    expect(quoted.filter((part) => !known.includes(part) && !sources.includes(part))).toEqual([]);
  },
);
