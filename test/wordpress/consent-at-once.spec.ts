import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodiesOf, consentSent } from './consents.js';
import { Newsroom } from './newsroom.js';
import { basic } from './wordpress.js';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open();
});
afterAll(() => newsroom?.close());

/** Saves a post, and just before that is recorded, the editor changes it again. */
async function whileSaving(post: number, save: object, act: [method: string, body: object]) {
  const [method, body] = act;
  await newsroom.wordpress.php(
    `add_filter('query', function ($query) use ($argv) {
       static $is_done = false;
       if (!$is_done && str_starts_with(ltrim($query), 'INSERT INTO wp_omeda_outbox')) {
         $is_done = true;
         $answer = wp_remote_request($argv[2], ['method' => $argv[3], 'body' => $argv[4], 'timeout' => 60,
           'headers' => ['authorization' => $argv[5], 'content-type' => 'application/json']]);
         if (200 !== wp_remote_retrieve_response_code($answer)) throw new Exception(print_r($answer, true));
       }
       return $query;
     });
     wp_update_post(json_decode($argv[1], true));`,
    [
      JSON.stringify({ ID: post, ...save }),
      `${newsroom.wordpress.url}/wp-json/wp/v2/posts/${post}`,
      method,
      JSON.stringify(body),
      basic('editor'),
    ],
  );
}

const newestRow = (post: number) =>
  newsroom.wordpress.sql(
    `SELECT post_status FROM wp_omeda_outbox WHERE post_id = ${post} ORDER BY id DESC LIMIT 1`,
  );

describe('a save that is recorded after a later one', () => {
  it('does not hide that the post was published, and by whom', async () => {
    const post = await newsroom.write();
    await newsroom.received();
    await whileSaving(post, { post_title: 'Slow' }, ['POST', { status: 'publish' }]);
    expect(newestRow(post)).toBe('draft');
    expect(await consentSent(newsroom, post)).toMatchObject({
      by: { name: 'editor' },
      mode: 'publish',
    });
    expect(await newsroom.types(post)).toEqual(['post.saved', 'post.published']);
    await newsroom.untilStatus(post, 'scheduled');
  });

  it('does not send what was unpublished or trashed', async () => {
    const post = await newsroom.write({ status: 'publish' });
    const trashed = await newsroom.write({ status: 'publish' });
    await newsroom.received();
    await whileSaving(post, { post_title: 'Slow' }, ['POST', { status: 'draft' }]);
    await whileSaving(trashed, { post_title: 'Slow' }, ['DELETE', {}]);
    expect(newestRow(post)).toBe('publish');
    expect(newestRow(trashed)).toBe('publish');
    expect(await consentSent(newsroom, post)).toBeNull();
    expect(await newsroom.types(post)).toEqual(['post.published', 'post.unpublished']);
    expect(await newsroom.types(trashed)).toEqual(['post.published', 'post.trashed']);
  });

  it('does not restore older words', async () => {
    const post = await newsroom.write();
    await newsroom.received();
    await whileSaving(post, { post_title: 'Slow' }, ['POST', { title: 'New', content: 'New.' }]);
    await newsroom.received();
    expect(bodiesOf(newsroom.wordpress, post).at(-1)?.post).toMatchObject({
      title: 'New',
      html: expect.stringContaining('New.'),
    });
  });
});
