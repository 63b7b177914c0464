import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Newsroom } from './newsroom.js';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open();
});
afterEach(() => newsroom.door.set('open'));
afterAll(() => newsroom?.close());

const newslettersOf = (post: number) =>
  newsroom.store(`SELECT 1 FROM deployment_status WHERE post_id = ${post}`);

const remove = (post: number) =>
  newsroom.wordpress.rest('DELETE', `wp/v2/posts/${post}?force=true`);

const metaOf = (post: number) =>
  newsroom.wordpress.sql(`SELECT COUNT(*) FROM wp_postmeta WHERE post_id = ${post}`);

/** As plugins that duplicate posts do it. */
async function duplicated(original: number): Promise<number> {
  const copy = await newsroom.written('A copy');
  newsroom.wordpress.sql(
    `INSERT INTO wp_postmeta (post_id, meta_key, meta_value)
     SELECT ${copy}, meta_key, meta_value FROM wp_postmeta WHERE post_id = ${original}`,
  );
  return copy;
}

const panel = async (post: number) =>
  (await newsroom.wordpress.rest('GET', `omeda-newsletter-connector/v1/posts/${post}/status`)).body;

describe('which newsletter a post is', () => {
  it('is the same after restoring a backup from before its first delivery', async () => {
    await newsroom.door.set('closed');
    const post = await newsroom.write();
    const backup = newsroom.wordpress.backup();
    await newsroom.change(post, { title: 'Told first, with another row' });
    await newsroom.door.set('open');
    await newsroom.drainAll();
    newsroom.wordpress.restore(backup);
    await newsroom.drainAll();
    await newsroom.change(post, { title: 'After the backup' });
    await newsroom.drainAll();
    expect(await newslettersOf(post)).toHaveLength(1);
  });

  it('is another one when its number is reused, even with equal words', async () => {
    const post = await newsroom.write();
    await newsroom.received();
    await remove(post);
    await newsroom.received();
    expect(metaOf(post)).toBe('0');
    await newsroom.wordpress.php(
      `wp_insert_post(['import_id' => ${post}, 'post_title' => 'Good morning',
         'post_content' => '<p>All is well.</p>', 'post_author' => 1]);`,
    );
    await newsroom.received();
    expect(await newslettersOf(post)).toHaveLength(2);
  });

  it('is known to the end of a post that was deleted before anything was delivered', async () => {
    await newsroom.door.set('closed');
    const post = await newsroom.write({ status: 'publish' });
    await remove(post);
    await newsroom.door.set('open');
    await newsroom.drainAll();
    expect(await newsroom.types(post)).toEqual(['post.deleted']);
    expect(await newslettersOf(post)).toHaveLength(1);
    expect(await newsroom.statusOf(post)).toBe('cancelled');
    expect(metaOf(post)).toBe('0');
  });
});

describe('a duplicated post', () => {
  it('is a separate newsletter, and shows nothing of its original’s', async () => {
    const original = await newsroom.write();
    await newsroom.received();
    await newsroom.untilStatus(original, 'content-updated');
    await newsroom.wordpress.php("do_action('omeda_connector_refresh');");
    expect(await panel(original)).toMatchObject({ known: { status: 'content-updated' } });
    const copy = await duplicated(original);
    expect(await panel(copy)).toMatchObject({ known: null, type: { isLocked: false } });
    await newsroom.change(copy, { title: 'A copy, edited' });
    await newsroom.received();
    await newsroom.untilStatus(copy, 'content-updated');
    expect(await newsroom.trackIdOf(copy)).not.toBe(await newsroom.trackIdOf(original));
  });

  it('may have another deployment type than its original', async () => {
    const other = await newsroom.wordpress.php(
      `$types = OmedaNewsletterConnector\\Plugin::get()->parts()->types();
       $type = wp_insert_post(['post_type' => 'omeda_newsletter', 'post_status' => 'publish', 'post_title' => 'Noon']);
       $types->save_fields($type, ['postTypes' => [], 'audienceQuery' => 'Noon readers'] + $types->fields_of(${newsroom.type}));
       echo $type;`,
    );
    const original = await newsroom.write();
    await newsroom.received();
    await newsroom.untilStatus(original, 'content-updated');
    await newsroom.wordpress.php("do_action('omeda_connector_refresh');");
    const copy = await duplicated(original);
    const { status } = await newsroom.change(copy, { meta: { _omeda_connector_type: other } });
    expect(status).toBe(200);
    expect(await panel(copy)).toMatchObject({ type: { id: Number(other), name: 'Noon' } });
    await newsroom.received();
    const snapshot = newsroom.wordpress.sql(
      `SELECT body FROM wp_omeda_outbox WHERE post_id = ${copy} ORDER BY id DESC LIMIT 1`,
    );
    expect(JSON.parse(snapshot)).toMatchObject({ deploymentType: { id: other, name: 'Noon' } });
  });
});

describe('a reused number', () => {
  it('lets nobody act on the newsletter it was before', async () => {
    const post = await newsroom.write();
    await newsroom.received();
    await newsroom.untilStatus(post, 'content-updated');
    // As a restored database does, and before anything of the new post is delivered.
    newsroom.wordpress.sql(`DELETE FROM wp_postmeta WHERE post_id = ${post}`);
    newsroom.wordpress.sql(`DELETE FROM wp_omeda_outbox WHERE post_id = ${post}`);
    expect(await panel(post)).toMatchObject({ gateway: 'none', status: null });
    const path = `omeda-newsletter-connector/v1/posts/${post}/actions/cancel`;
    expect((await newsroom.wordpress.rest('POST', path)).status).toBe(404);
    expect(await newsroom.statusOf(post)).toBe('content-updated');
  });
});
