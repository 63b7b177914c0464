import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record } from './figures.js';
import { Newsroom } from './newsroom.js';
import { Browser } from './browser-session.js';

let newsroom: Newsroom;
let browser: Browser;
beforeAll(async () => {
  newsroom = await Newsroom.open();
  browser = await Browser.logIn(newsroom.wordpress.url, 'admin');
});
afterAll(() => newsroom?.close());

const HOUR = 3_600_000;
const wpDate = (ms: number) => new Date(ms).toISOString().slice(0, 19);

describe('what WordPress does to a post, and the events of it', () => {
  it('"Add new" alone is none', async () => {
    const page = await browser.get('/wp-admin/post-new.php');
    expect(page.status).toBe(200);
    expect(await newsroom.received()).toEqual([]);
  });

  it('a draft created over REST is post.saved', async () => {
    const post = await newsroom.write();
    expect(await newsroom.types(post)).toEqual(['post.saved']);
  });

  it('an update is post.saved; the same content again is none', async () => {
    const post = await newsroom.write();
    await newsroom.received();
    await newsroom.change(post, { content: '<p>News.</p>' });
    await newsroom.change(post, { content: '<p>News.</p>' });
    await newsroom.change(post, { content: '<p>News.</p>' });
    expect(await newsroom.types(post)).toEqual(['post.saved', 'post.saved']);
  });

  it('an autosave of one’s own draft is none, though WordPress saves the post itself', async () => {
    const post = await newsroom.write();
    const path = `wp/v2/posts/${post}/autosaves`;
    const saved = await newsroom.wordpress.rest('POST', path, { body: { content: 'half a sen' } });
    expect(saved.status).toBe(200);
    expect(newsroom.wordpress.sql(`SELECT post_content FROM wp_posts WHERE ID = ${post}`)).toBe(
      'half a sen',
    );
    expect(await newsroom.types(post)).toEqual(['post.saved']);
    record('own-draft-autosave', { events: (await newsroom.types(post)).length - 1 });
  });

  it('an autosave of a published post is none', async () => {
    const post = await newsroom.write({ status: 'publish' });
    const path = `wp/v2/posts/${post}/autosaves`;
    await newsroom.wordpress.rest('POST', path, { body: { content: 'half a sen' } });
    expect(await newsroom.types(post)).toEqual(['post.published']);
  });

  it('publishing is post.published once; an update then is post.saved', async () => {
    const post = await newsroom.write();
    await newsroom.received();
    await newsroom.change(post, { status: 'publish' });
    await newsroom.received();
    await newsroom.change(post, { title: 'Better' });
    const events = await newsroom.received(post);
    expect(events.map(({ type, status }) => [type, status])).toEqual([
      ['post.saved', 'draft'],
      ['post.published', 'publish'],
      ['post.saved', 'publish'],
    ]);
  });

  it('saves that wait together are one event, named by what happened', async () => {
    const post = await newsroom.write();
    await newsroom.change(post, { status: 'publish' });
    await newsroom.change(post, { title: 'Better' });
    const events = await newsroom.received(post);
    expect(events.map(({ type, status }) => [type, status])).toEqual([
      ['post.published', 'publish'],
    ]);
  });

  it('the second request of an editor with meta boxes is none', async () => {
    const post = await newsroom.write();
    await newsroom.change(post, { status: 'publish' });
    const answer = await browser.saveMetaBoxes(post);
    expect(answer.status).toBeLessThan(400);
    expect(await newsroom.types(post)).toEqual(['post.published']);
    record('publish-with-meta-boxes', { events: (await newsroom.types(post)).length });
  });

  it('quick edit is post.saved', async () => {
    const post = await newsroom.write();
    await newsroom.received();
    await browser.quickEdit(post, 'Quickly');
    expect(await newsroom.types(post)).toEqual(['post.saved', 'post.saved']);
  });

  it('bulk edit of two is one post.published each', async () => {
    const posts = [await newsroom.write(), await newsroom.write()];
    await newsroom.received();
    await browser.bulkEdit(posts, 'publish', await browser.list());
    for (const post of posts) {
      expect(await newsroom.types(post)).toEqual(['post.saved', 'post.published']);
    }
  });

  it('publishing by the classic form is post.published', async () => {
    const post = await newsroom.write();
    await newsroom.received();
    await browser.submitPost(post, { publish: 'Publish', post_title: 'Classic' });
    expect(await newsroom.types(post)).toEqual(['post.saved', 'post.published']);
  });

  it('scheduling is post.scheduled; another time is again; another text is post.saved', async () => {
    const post = await newsroom.write();
    await newsroom.received();
    await newsroom.change(post, { status: 'future', date_gmt: wpDate(Date.now() + 24 * HOUR) });
    await newsroom.received();
    await newsroom.change(post, { date_gmt: wpDate(Date.now() + 48 * HOUR) });
    await newsroom.received();
    await newsroom.change(post, { content: '<p>Other.</p>' });
    expect((await newsroom.types(post)).slice(1)).toEqual([
      'post.scheduled',
      'post.scheduled',
      'post.saved',
    ]);
  });

  it('WordPress’s cron publishes as nobody: post.published', async () => {
    const post = await newsroom.write({
      status: 'future',
      date_gmt: wpDate(Date.now() + 24 * HOUR),
    });
    await newsroom.received();
    const passed = new Date(Date.now() - 60_000).toISOString().slice(0, 19).replace('T', ' ');
    newsroom.wordpress.sql(
      `UPDATE wp_posts SET post_date = '${passed}', post_date_gmt = '${passed}' WHERE ID = ${post}`,
    );
    await newsroom.wordpress.php(
      `wp_clear_scheduled_hook('publish_future_post', [${post}]);
       wp_schedule_single_event(time() - 1, 'publish_future_post', [${post}]);`,
    );
    await fetch(`${newsroom.wordpress.url}/wp-cron.php?doing_wp_cron`);
    expect(await newsroom.types(post)).toEqual(['post.scheduled', 'post.published']);
  });

  it('taking it back to draft is post.unpublished', async () => {
    const post = await newsroom.write({ status: 'publish' });
    await newsroom.received();
    await newsroom.change(post, { status: 'draft' });
    expect(await newsroom.types(post)).toEqual(['post.published', 'post.unpublished']);
  });

  it('trash, untrash and delete are post.trashed, post.restored and post.deleted', async () => {
    const post = await newsroom.write({ status: 'publish' });
    await newsroom.received();
    await newsroom.wordpress.rest('DELETE', `wp/v2/posts/${post}`);
    await newsroom.received();
    await newsroom.wordpress.php(`wp_untrash_post(${post});`);
    await newsroom.received();
    await newsroom.wordpress.rest('DELETE', `wp/v2/posts/${post}?force=true`);
    expect(await newsroom.received(post)).toMatchObject([
      { type: 'post.published', status: 'publish' },
      { type: 'post.trashed', status: 'trash' },
      { type: 'post.restored', status: 'draft' },
      { type: 'post.deleted' },
    ]);
  });

  it('of three saves at once over REST all arrive, the last one last', async () => {
    const post = await newsroom.write();
    await newsroom.received();
    const titles = ['one', 'two', 'three'];
    const saves = await Promise.all(titles.map((title) => newsroom.change(post, { title })));
    expect(saves.map(({ status }) => status)).toEqual([200, 200, 200]);
    const events = await newsroom.received(post);
    expect(events.length).toBeGreaterThanOrEqual(2);
    const [row] = await newsroom.store<{ title: string }>(
      `SELECT title FROM deployment_status WHERE post_id = ${post}`,
    );
    expect(row?.title).toBe(
      newsroom.wordpress.sql(`SELECT post_title FROM wp_posts WHERE ID = ${post}`),
    );
  });
});

describe('posts that are not newsletters', () => {
  it('are not sent: no deployment type, or a post type that is not ours', async () => {
    const before = (await newsroom.received()).length;
    const post = await newsroom.write({ meta: { _omeda_connector_type: 'none' } });
    const page = await newsroom.wordpress.rest<{ id: number }>('POST', 'wp/v2/pages', {
      body: { title: 'About us', status: 'publish' },
    });
    expect(page.status).toBe(201);
    expect(await newsroom.types(post)).toEqual([]);
    expect(await newsroom.received()).toHaveLength(before);
  });

  it('but are, once, when the deployment type is removed', async () => {
    const post = await newsroom.write();
    await newsroom.received();
    await newsroom.change(post, { meta: { _omeda_connector_type: 'none' } });
    await newsroom.change(post, { meta: { _omeda_connector_type: 'none' } });
    expect(await newsroom.types(post)).toEqual(['post.saved', 'post.saved']);
    const status = await newsroom.wordpress.rest<{ type: { id: number | null } }>(
      'GET',
      `omeda-newsletter-connector/v1/posts/${post}/status`,
    );
    expect(status.body.type.id).toBeNull();
  });

  it('include imported ones, unless the settings include them', async () => {
    const imported = (title: string) =>
      newsroom.wordpress.php(
        `define('WP_IMPORTING', true); echo wp_insert_post(['post_title' => $argv[1], 'post_content' => 'x']);`,
        [title],
      );
    const skipping = (skip: boolean) =>
      newsroom.wordpress.php(
        `OmedaNewsletterConnector\\Plugin::get()->parts()->settings()->save(['skip_imports' => (bool) $argv[1]]);`,
        [skip ? '1' : ''],
      );
    expect(await newsroom.types(Number(await imported('Of another blog')))).toEqual([]);
    await skipping(false);
    expect(await newsroom.types(Number(await imported('Of our older one')))).toEqual([
      'post.saved',
    ]);
    await skipping(true);
  });
});
