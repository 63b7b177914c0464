import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BareHttp } from '../../apps/sandbox/src/bare-http.testing.js';
import { APP_ID } from '../e2e/sites.js';
import { Newsroom } from './newsroom.js';

const DAY_MS = 86_400_000;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open();
});
afterAll(() => newsroom?.close());

/** The process dies, like in a power cut, when it is about to record the save. */
const KILLED_BEFORE_OUTBOX = `
  add_filter('query', function ($query) {
    if (str_starts_with(ltrim($query), 'INSERT INTO wp_omeda_outbox')) {
      posix_kill(getmypid(), SIGKILL);
    }
    return $query;
  });
  wp_set_current_user(1);`;

const reconcile = () =>
  newsroom.wordpress.php(
    "do_action('omeda_connector_reconcile'); do_action('omeda_connector_drain');",
  );

describe('PHP killed between the post’s write and the outbox', () => {
  it('a save is found by reconcile, once', async () => {
    const post = await newsroom.write();
    await newsroom.received();
    const save = `wp_update_post(['ID' => ${post}, 'post_content' => '<p>Killed.</p>']);`;
    await expect(newsroom.wordpress.php(KILLED_BEFORE_OUTBOX + save)).rejects.toThrow(
      'Command failed',
    );
    expect(newsroom.wordpress.sql(`SELECT post_content FROM wp_posts WHERE ID = ${post}`)).toBe(
      '<p>Killed.</p>',
    );
    expect(await newsroom.types(post)).toEqual(['post.saved']);
    await reconcile();
    await reconcile();
    expect(await newsroom.types(post)).toEqual(['post.saved', 'post.saved']);
    await newsroom.untilStatus(post, 'content-updated');
    expect(newsroom.deploymentsOf(post)[0]?.html).toContain('Killed.');
  });

  it('a publishing is found as such, also of a post that was never sent', async () => {
    const known = await newsroom.write();
    await newsroom.received();
    const publish = `wp_update_post(['ID' => ${known}, 'post_status' => 'publish']);`;
    await expect(newsroom.wordpress.php(KILLED_BEFORE_OUTBOX + publish)).rejects.toThrow(
      'Command failed',
    );
    const insert =
      "wp_insert_post(['post_title' => 'New', 'post_content' => 'x', 'post_status' => 'publish']);";
    await expect(newsroom.wordpress.php(KILLED_BEFORE_OUTBOX + insert)).rejects.toThrow(
      'Command failed',
    );
    const unknown = Number(newsroom.wordpress.sql('SELECT MAX(ID) FROM wp_posts'));
    await reconcile();
    expect(await newsroom.types(known)).toEqual(['post.saved', 'post.published']);
    expect(await newsroom.types(unknown)).toEqual(['post.published']);
  });

  it('a deletion is found', async () => {
    const post = await newsroom.write();
    await newsroom.received();
    const remove = `wp_delete_post(${post}, true);`;
    await expect(newsroom.wordpress.php(KILLED_BEFORE_OUTBOX + remove)).rejects.toThrow(
      'Command failed',
    );
    newsroom.wordpress.sql(`DELETE FROM wp_posts WHERE ID = ${post}`);
    await reconcile();
    expect(await newsroom.types(post)).toEqual(['post.saved', 'post.deleted']);
  });

  it('posts older than the connection are not sent', async () => {
    newsroom.wordpress.sql(
      `INSERT INTO wp_posts (post_author, post_date, post_date_gmt, post_modified, post_modified_gmt,
         post_content, post_title, post_excerpt, post_status, post_name, to_ping, pinged,
         post_content_filtered, post_type)
       VALUES (1, '2020-01-01 00:00:00', '2020-01-01 00:00:00', '2020-01-01 00:00:00',
         '2020-01-01 00:00:00', 'x', 'Archive', '', 'publish', 'archive', '', '', '', 'post')`,
    );
    const post = Number(newsroom.wordpress.sql('SELECT MAX(ID) FROM wp_posts'));
    await reconcile();
    expect(await newsroom.types(post)).toEqual([]);
    // Edited now, it is shown, and waits for a person.
    await newsroom.change(post, { title: 'Archive, mended' });
    expect(await newsroom.types(post)).toEqual(['post.saved']);
    expect(await newsroom.statusOf(post)).toBe('archived');
  });
});

describe('a database that accepts the post and not the event', () => {
  it('leaves the save alone, says so without its words, and reconcile finds it', async () => {
    await newsroom.wordpress.writeMuPlugin(
      'refuse',
      "add_filter('query', fn($sql) => str_contains($sql, 'INTO wp_omeda_outbox') ? 'INSERT INTO nowhere VALUES (1)' : $sql);",
    );
    const post = await newsroom.write({ title: 'Refused', content: 'Secret words.' });
    await newsroom.wordpress.writeMuPlugin('refuse', '');
    const logs = ['web.log', 'debug.log'].map((name) => join(newsroom.wordpress.root, name));
    const log = logs.map((path) => readFileSync(path, 'utf8')).join('');
    expect(log).toContain(`omeda-newsletter-connector: Post ${post} was not recorded`);
    expect(log).not.toContain('Secret words.');
    await reconcile();
    expect(await newsroom.types(post)).toEqual(['post.saved']);
  });
});

describe('the database restored from yesterday', () => {
  it('an event that the backup still has is not accepted twice', async () => {
    await newsroom.received();
    await newsroom.door.set('closed');
    const post = await newsroom.write({ title: 'Waits in the backup' });
    const backup = newsroom.wordpress.backup();
    await newsroom.door.set('open');
    await newsroom.drainAll();
    expect(await newsroom.types(post)).toEqual(['post.saved']);
    newsroom.wordpress.restore(backup);
    await newsroom.drainAll();
    const rows = await newsroom.store(`SELECT 1 FROM deployment_status WHERE post_id = ${post}`);
    expect(rows).toHaveLength(1);
    expect(
      newsroom.wordpress.sql(
        "SELECT COUNT(*) FROM wp_omeda_outbox WHERE state <> 'delivered' AND state <> 'superseded'",
      ),
    ).toBe('0');
  });

  it('nothing is sent twice, and no new save is ignored', async () => {
    const edited = await newsroom.write({ title: 'Yesterday' });
    const untouched = await newsroom.write({ title: 'Untouched' });
    await newsroom.received();
    await newsroom.untilStatus(edited, 'content-updated');
    const yesterday = newsroom.wordpress.backup();

    const lost = await newsroom.write({ title: 'Lost by the restore' });
    for (const title of ['Today 1', 'Today 2', 'Today 3']) await newsroom.change(edited, { title });
    await newsroom.change(edited, { status: 'publish' });
    await newsroom.received();
    await newsroom.untilStatus(edited, 'scheduled');
    await newsroom.untilStatus(lost, 'content-updated');
    const deployments = newsroom.world.deployments().length;

    newsroom.wordpress.restore(yesterday);
    const reused = await newsroom.write({ title: 'Another with the same number' });
    expect(reused).toBe(lost);
    await newsroom.change(edited, { title: 'After the restore' });
    await newsroom.change(untouched, { title: 'Untouched, edited' });
    await newsroom.drainAll();
    await newsroom.world.until('the new titles are there', async () => {
      const rows = await newsroom.store<{ title: string }>(
        `SELECT title FROM deployment_status WHERE post_id IN (${edited}, ${untouched}, ${reused})`,
      );
      const titles = rows.map(({ title }) => title);
      return ['After the restore', 'Untouched, edited', 'Another with the same number'].every(
        (title) => titles.includes(title),
      );
    });
    expect(newsroom.deploymentsOf(edited)).toHaveLength(1);
    // Only the post that is new after the restore gets one.
    await newsroom.world.until('its deployment is there', async () => {
      return newsroom.world.deployments().length === deployments + 1;
    });
  });
});

describe('a post that the older plugin had in flight', () => {
  it("continues from Omeda's state, without a second create", async () => {
    const omeda = new BareHttp(newsroom.world.sandbox, APP_ID);
    const DeploymentDate = newsroom.world.central(new Date(Date.now() + 8 * DAY_MS).toISOString());
    const trackId = await omeda.created({ DeploymentDate, FinalApproverUserId: 'owner' });
    await omeda.addAudience(trackId);
    const before = newsroom.world.deployments().length;

    const post = await newsroom.written('Adopted');
    newsroom.wordpress.sql(
      `INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (${post}, '_omeda_track_id', '${trackId}')`,
    );
    await newsroom.change(post, { title: 'Adopted, edited' });
    const copy = await newsroom.written('Copy of it');
    newsroom.wordpress.sql(
      `INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (${copy}, '_omeda_track_id', '${trackId}')`,
    );
    await newsroom.change(copy, { title: 'Copy of it, edited' });
    await newsroom.received();
    await newsroom.untilStatus(post, 'content-updated');
    await newsroom.untilStatus(copy, 'content-updated');

    expect(await newsroom.trackIdOf(post)).toBe(trackId);
    expect(await newsroom.trackIdOf(copy)).not.toBe(trackId);
    expect(newsroom.world.deployments()).toHaveLength(before + 1);
  });
});
