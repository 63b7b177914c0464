import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './browser-session.js';
import { wpDate } from './consents.js';
import { Newsroom } from './newsroom.js';

/** More than one batch. */
const MANY = 25;
const HOUR_MS = 3_600_000;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ settings: { timeout: 60 } });
});
afterAll(() => newsroom?.close());

const rows = () =>
  newsroom.wordpress.sql('SELECT post_id FROM wp_omeda_outbox ORDER BY id').split('\n').map(Number);

const isUnderWay = async () =>
  (await newsroom.wordpress.php("echo get_option('omeda_connector_handover') ? 1 : 0;")) === '1';

const refresh = () => newsroom.wordpress.php("do_action('omeda_connector_refresh');");

/** Cron, once a minute, until nothing is left to hand over. */
const handOver = () =>
  newsroom.world.until(
    'all is handed over again',
    async () => {
      await newsroom.wordpress.cron();
      return !(await isUnderWay());
    },
    150_000,
  );

const notices = async () =>
  (await (await Browser.logIn(newsroom.wordpress.url, 'admin')).get('/wp-admin/')).text;

describe('a gateway whose database is restored from an older backup, while nobody saves anything', () => {
  const posts = { changed: 0, scheduled: 0, drafted: 0, deleted: 0 };
  let before: number[];

  beforeAll(async () => {
    posts.changed = await newsroom.write({ title: 'Changed after the backup' });
    posts.deleted = await newsroom.write({
      title: 'Deleted after the backup',
      status: 'future',
      date_gmt: wpDate(Date.now() + 5 * HOUR_MS),
    });
    await newsroom.received();
    await newsroom.untilStatus(posts.changed, 'content-updated');
    await newsroom.untilStatus(posts.deleted, 'scheduled');
    await refresh();
    await newsroom.backUpGateway();
    await newsroom.change(posts.changed, { content: '<p>After the backup.</p>' });
    await newsroom.wordpress.rest('DELETE', `wp/v2/posts/${posts.deleted}?force=true`);
    posts.scheduled = await newsroom.write({ status: 'publish', content: '<p>Goes out.</p>' });
    posts.drafted = await newsroom.write({ content: '<p>A new draft.</p>' });
    await newsroom.drainAll();
    await newsroom.untilStatus(posts.scheduled, 'scheduled');
    await newsroom.untilStatus(posts.drafted, 'content-updated');
    await newsroom.untilStatus(posts.deleted, 'cancelled');
    await newsroom.world.until('the change is at Omeda', () =>
      Promise.resolve(
        newsroom.deploymentsOf(posts.changed)[0]?.html?.includes('After the backup.') === true,
      ),
    );
    before = rows();
    await newsroom.restoreGateway();
  });

  it('gets every newsletter again, once each, and its administrators see that', async () => {
    await refresh();
    expect(await notices()).toContain('was restored from a backup');
    await handOver();
    expect(
      rows()
        .slice(before.length)
        .toSorted((a, b) => a - b),
    ).toEqual(Object.values(posts).toSorted((a, b) => a - b));
    expect(await notices()).not.toContain('was restored from a backup');
  });

  it('has every newsletter again, as in its post, and no second one at Omeda', async () => {
    await newsroom.untilStatus(posts.changed, 'content-updated');
    await newsroom.untilStatus(posts.scheduled, 'scheduled');
    await newsroom.untilStatus(posts.drafted, 'content-updated');
    await newsroom.untilStatus(posts.deleted, 'cancelled');
    const at = (post: number) => newsroom.deploymentsOf(post);
    expect(at(posts.changed)).toMatchObject([
      { html: expect.stringContaining('After the backup') },
    ]);
    expect(at(posts.scheduled)).toMatchObject([{ status: 'Scheduled' }]);
    expect(at(posts.drafted)).toMatchObject([{ html: expect.stringContaining('A new draft') }]);
    expect(at(posts.deleted)).toMatchObject([{ status: 'Cancelled' }]);
  });

  it('gets nothing more, also after a delayed response from before', async () => {
    const count = rows().length;
    await newsroom.wordpress.php(
      `$epochs = get_option('omeda_connector_epochs');
       $epochs['epochs'] = array_reverse($epochs['epochs']);
       update_option('omeda_connector_epochs', $epochs);`,
    );
    await refresh();
    await newsroom.wordpress.cron();
    expect(rows()).toHaveLength(count);
  });
});

describe('more newsletters than one batch', () => {
  it('are sent in pages, and a save in between is not behind all of them', async () => {
    for (let n = 1; n <= MANY; n += 1) await newsroom.write({ title: `One of many ${n}` });
    await newsroom.drainAll();
    const count = rows().length;
    await newsroom.backUpGateway();
    await newsroom.restoreGateway();
    await refresh();
    await newsroom.wordpress.php(
      `add_filter('pre_http_request', fn() => new WP_Error('away', 'away'));
       do_action('omeda_connector_drain');`,
    );
    const page = rows().length - count;
    expect(page).toBeLessThan(MANY);
    const post = await newsroom.write({ title: 'Meanwhile' });
    expect(rows()).toHaveLength(count + page + 1);
    await newsroom.resetBreaker();
    await newsroom.tryNow();
    await handOver();
    await newsroom.drainAll();
    const sent = rows().slice(count);
    expect(new Set(sent).size).toBe(sent.length);
    expect(sent.indexOf(post)).toBe(page);
  });
});
