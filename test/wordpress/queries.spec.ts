import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Newsroom } from './newsroom.js';

/** Records all database queries of a request. */
const LISTENER = `
  define('SAVEQUERIES', true);
  add_action('shutdown', function () {
    global $wpdb;
    $asked = array_map(fn($query) => trim(preg_replace('/\\\\s+/', ' ', $query[0])), $wpdb->queries);
    file_put_contents(WP_CONTENT_DIR . '/queries.json', json_encode($asked));
  }, 2000);`;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ muPlugin: LISTENER });
});
afterAll(() => newsroom?.close());

async function asked(request: () => Promise<unknown>): Promise<string[]> {
  const file = join(newsroom.wordpress.root, 'wp-content/queries.json');
  writeFileSync(file, '[]');
  await request();
  const queries = JSON.parse(readFileSync(file, 'utf8')) as string[];
  expect(queries.length).toBeGreaterThan(5);
  return queries;
}

const switchOff = (isOff: boolean) =>
  newsroom.wordpress.define({ OMEDA_CONNECTOR_DISABLED: isOff });

/** The query without what differs from save to save. */
const shape = (query: string) =>
  query.includes('INTO wp_omeda')
    ? 'INSERT ours'
    : query.replaceAll(/(?:'[^']*'|\d+)(?:,(?:'[^']*'|\d+))*/g, '?');

/** Queries with the plugin switched on, and not when it is switched off. */
async function more(save: () => Promise<unknown>): Promise<string[]> {
  await save();
  await switchOff(true);
  const plain = (await asked(save)).map(shape);
  await switchOff(false);
  return (await asked(save)).map(shape).filter((query) => {
    const at = plain.indexOf(query);
    if (at >= 0) plain.splice(at, 1);
    return at < 0;
  });
}

const OURS = [
  expect.stringMatching(/^SELECT .* FROM wp_omeda_outbox WHERE post_id/),
  'INSERT ours',
];

describe('our database queries in a save', () => {
  it('are one SELECT and one INSERT, when the post is made', async () => {
    expect(await more(() => newsroom.write())).toEqual(OURS);
  });

  it('are one SELECT and one INSERT, when it is changed', async () => {
    const post = await newsroom.write();
    let n = 0;
    const save = () => newsroom.change(post, { content: `<p>News ${(n += 1)}.</p>` });
    expect(await more(save)).toEqual(OURS);
  });

  it('also include the consent in post meta, when a person publishes', async () => {
    let n = 0;
    // Each with a different slug: WordPress searches for a free one as often as needed.
    const publish = () =>
      newsroom.write({ status: 'publish', title: `Number ${(n += 1)} of mine` });
    const asked = await more(publish);
    expect(asked).toEqual(expect.arrayContaining(OURS));
    const others = asked.filter((query) => !/wp_omeda_outbox|INSERT ours/.test(query));
    expect(others.filter((query) => !query.includes('wp_postmeta'))).toEqual([]);
    expect(others.some((query) => query.startsWith('INSERT INTO `wp_postmeta`'))).toBe(true);
  });
});
