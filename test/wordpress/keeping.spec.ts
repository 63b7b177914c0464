import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Newsroom } from './newsroom.js';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open();
});
afterAll(() => newsroom?.close());

const run = (hook: string) => newsroom.wordpress.php(`do_action('omeda_connector_${hook}');`);

const age = (post: number, days: number) =>
  newsroom.wordpress.sql(
    `UPDATE wp_omeda_outbox SET created_at = created_at - INTERVAL ${days} DAY WHERE post_id = ${post}`,
  );

/** For each row: whether its rendered body and its saved content exist. */
const kept = (post: number) =>
  newsroom.wordpress
    .sql(
      `SELECT CONCAT(state, ' ', IF(body IS NULL, '', 'body '), IF(snapshot IS NULL, '', 'content'))
       FROM wp_omeda_outbox WHERE post_id = ${post} ORDER BY id`,
    )
    .split('\n')
    .map((row) => row.trim());

async function savedTwice(): Promise<number> {
  const post = await newsroom.write();
  await newsroom.received();
  await newsroom.change(post, { content: '<p>News.</p>' });
  await newsroom.received();
  return post;
}

/** Nothing of it runs: as in PHP that dies, or while the plugin is off. */
const deleteUnseen = (post: number) =>
  newsroom.wordpress.sql(
    `DELETE FROM wp_posts WHERE ID = ${post}; DELETE FROM wp_postmeta WHERE post_id = ${post}`,
  );

describe('what the outbox keeps of a newsletter', () => {
  it('is all of it for a week', async () => {
    const post = await savedTwice();
    age(post, 6);
    await run('purge');
    expect(kept(post)).toEqual(['delivered body content', 'delivered body content']);
  });

  it('is its last state after that, and only the last row after three months', async () => {
    const post = await savedTwice();
    age(post, 8);
    await run('purge');
    expect(kept(post)).toEqual(['delivered', 'delivered content']);
    age(post, 90);
    await run('purge');
    expect(kept(post)).toEqual(['delivered content']);
    // It is known all the same: an equal save is no change.
    await newsroom.change(post, { content: '<p>News.</p>' });
    expect(await newsroom.types(post)).toEqual(['post.saved', 'post.saved']);
  });

  it('is no content once it was deleted', async () => {
    const post = await savedTwice();
    await newsroom.wordpress.rest('DELETE', `wp/v2/posts/${post}?force=true`);
    await newsroom.received();
    age(post, 8);
    await run('purge');
    expect(kept(post)).toEqual(['delivered', 'delivered', 'delivered']);
  });

  it('is everything that waits, for as long as it takes', async () => {
    await newsroom.received();
    await newsroom.door.set('closed');
    const post = await newsroom.write();
    age(post, 100);
    await run('purge');
    expect(kept(post)).toEqual(['waiting content']);
    await newsroom.door.set('open');
    await newsroom.drainAll();
    expect(await newsroom.types(post)).toEqual(['post.saved']);
  });
});

describe('a post that disappeared without a hook', () => {
  it('ends the newsletter it was, also weeks after its last save', async () => {
    const post = await newsroom.write();
    await newsroom.received();
    await newsroom.untilStatus(post, 'content-updated');
    age(post, 30);
    await run('purge');
    deleteUnseen(post);
    await run('reconcile');
    expect(await newsroom.types(post)).toEqual(['post.saved', 'post.deleted']);
    const rows = await newsroom.store(`SELECT 1 FROM deployment_status WHERE post_id = ${post}`);
    expect(rows).toHaveLength(1);
    await newsroom.untilStatus(post, 'cancelled');
    expect(newsroom.deploymentsOf(post)).toHaveLength(1);
  });

  it('ends it also if a save was still waiting', async () => {
    const post = await newsroom.write();
    await newsroom.change(post, { content: '<p>Before anything is delivered.</p>' });
    newsroom.wordpress.sql(
      `UPDATE wp_omeda_outbox SET type = 'post.published' WHERE post_id = ${post} ORDER BY id LIMIT 1`,
    );
    await newsroom.wordpress.php(
      `add_filter('pre_http_request', function ($pre, $args, $url) {
         static $calls = 0;
         return $calls++ === 0 ? $pre : new WP_Error('http_request_failed', 'cut');
       }, 10, 3);
       do_action('omeda_connector_drain');`,
    );
    deleteUnseen(post);
    await run('reconcile');
    await newsroom.resetBreaker();
    await newsroom.drainAll();
    expect(await newsroom.types(post)).toContain('post.deleted');
    const rows = await newsroom.store(`SELECT 1 FROM deployment_status WHERE post_id = ${post}`);
    expect(rows).toHaveLength(1);
  });
});
