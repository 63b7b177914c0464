import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './browser-session.js';
import { DAY_MS, publishByCron, consentSent, wpDate } from './consents.js';
import { Newsroom } from './newsroom.js';
import type { User } from './wordpress.js';

let newsroom: Newsroom;
let browser: Browser;
beforeAll(async () => {
  newsroom = await Newsroom.open();
  browser = await Browser.logIn(newsroom.wordpress.url, 'editor');
});
afterAll(() => newsroom?.close());

const as = (user: User, method: string, path: string, body: unknown) =>
  newsroom.wordpress.rest<{ id: number }>(method, path, { body, as: user });

async function scheduled(inMs = DAY_MS): Promise<number> {
  return newsroom.write({ status: 'future', date_gmt: wpDate(Date.now() + inMs) });
}

describe('a person with the right to send consents', () => {
  const DOORS: [string, (post: number) => Promise<unknown>, string][] = [
    [
      'REST',
      (post) => as('editor', 'POST', `wp/v2/posts/${post}`, { status: 'publish' }),
      'publish',
    ],
    ['the classic form', (post) => browser.submitPost(post, { publish: 'Publish' }), 'publish'],
    ['Quick Edit', (post) => browser.quickEdit(post, 'Quickly', { _status: 'publish' }), 'publish'],
    [
      'bulk edit',
      async (post) => browser.bulkEdit([post], 'publish', await browser.list()),
      'publish',
    ],
    ['XML-RPC', (post) => browser.xmlRpcPublish(post, 'editor'), 'publish'],
    [
      'scheduling',
      (post) =>
        as('editor', 'POST', `wp/v2/posts/${post}`, {
          status: 'future',
          date_gmt: wpDate(Date.now() + DAY_MS),
        }),
      'schedule',
    ],
  ];
  it.each(DOORS)('by %s, in the same request', async (_door, act, mode) => {
    const post = await newsroom.write();
    expect(await consentSent(newsroom, post)).toBeNull();
    await act(post);
    expect(await consentSent(newsroom, post)).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      by: { id: 2, name: 'editor' },
      at: expect.stringMatching(/Z$/),
      mode,
    });
  });

  it('once: saves, another editor’s and cron’s carry the same consent', async () => {
    const post = await scheduled();
    const consent = await consentSent(newsroom, post);
    expect(consent).toMatchObject({ mode: 'schedule', by: { name: 'admin' } });
    await as('editor', 'POST', `wp/v2/posts/${post}`, { title: 'Better' });
    expect(await consentSent(newsroom, post)).toEqual(consent);
    await publishByCron(newsroom, post);
    expect(await consentSent(newsroom, post)).toEqual(consent);
    await newsroom.change(post, { title: 'Best' });
    expect(await consentSent(newsroom, post)).toEqual(consent);
    expect(await newsroom.types(post)).toEqual([
      'post.scheduled',
      'post.saved',
      'post.published',
      'post.saved',
    ]);
  });

  it('again with each other time, with "publish now", and with a time for what was published', async () => {
    const post = await scheduled();
    const ids = [(await consentSent(newsroom, post))?.id];
    await newsroom.change(post, { date_gmt: wpDate(Date.now() + 2 * DAY_MS) });
    ids.push((await consentSent(newsroom, post))?.id);
    await newsroom.change(post, { status: 'publish', date_gmt: wpDate(Date.now()) });
    const now = await consentSent(newsroom, post);
    ids.push(now?.id);
    expect(now?.mode).toBe('publish');
    await newsroom.change(post, { status: 'future', date_gmt: wpDate(Date.now() + 3 * DAY_MS) });
    const later = await consentSent(newsroom, post);
    ids.push(later?.id);
    expect(later?.mode).toBe('schedule');
    expect(new Set(ids).size).toBe(4);
  });

  it('for this post: a copy of it starts without', async () => {
    const post = await newsroom.write({ status: 'publish' });
    const copy = await newsroom.written('A copy');
    newsroom.wordpress.sql(
      `INSERT INTO wp_postmeta (post_id, meta_key, meta_value)
       SELECT ${copy}, meta_key, meta_value FROM wp_postmeta WHERE post_id = ${post};
       UPDATE wp_posts SET post_status = 'publish', post_date_gmt = (SELECT d FROM
         (SELECT post_date_gmt AS d FROM wp_posts WHERE ID = ${post}) AS p) WHERE ID = ${copy};`,
    );
    await newsroom.change(copy, { title: 'A copy, edited' });
    expect(await consentSent(newsroom, copy)).toBeNull();
    expect(await consentSent(newsroom, post)).toMatchObject({ mode: 'publish' });
  });

  const ENDS: [string, (post: number) => Promise<unknown>][] = [
    ['unpublished', (post) => newsroom.change(post, { status: 'draft' })],
    ['private', (post) => newsroom.change(post, { status: 'private' })],
    ['behind a password', (post) => newsroom.change(post, { password: 'secret' })],
    ['trashed', (post) => newsroom.wordpress.rest('DELETE', `wp/v2/posts/${post}`)],
    [
      'without its deployment type',
      (post) => newsroom.change(post, { meta: { _omeda_connector_type: 'none' } }),
    ],
  ];
  it.each(ENDS)('until the post is %s', async (_end, act) => {
    const post = await newsroom.write({ status: 'publish' });
    expect(await consentSent(newsroom, post)).not.toBeNull();
    await act(post);
    expect(await consentSent(newsroom, post)).toBeNull();
    expect(
      newsroom.wordpress.sql(`SELECT COUNT(*) FROM wp_postmeta WHERE post_id = ${post}
      AND meta_key = '_omeda_connector_consent'`),
    ).toBe('0');
  });
});
