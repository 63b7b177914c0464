import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './browser-session.js';
import { DAY_MS, consentSent, wpDate } from './consents.js';
import { Newsroom } from './newsroom.js';
import type { User } from './wordpress.js';

const HOUR_MS = 3_600_000;

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

describe('nobody consents', () => {
  it('by what reconcile finds: a type attached later, a post type ticked later, the plugin off', async () => {
    await newsroom.wordpress.define({ OMEDA_CONNECTOR_DISABLED: true });
    const off = await newsroom.write({ status: 'publish', title: 'While it was off' });
    await newsroom.wordpress.define({});
    const page = await as('admin', 'POST', 'wp/v2/pages', { title: 'Page', status: 'publish' });
    const late = await newsroom.write({
      status: 'publish',
      meta: { _omeda_connector_type: 'none' },
    });
    await newsroom.wordpress.php(
      `$parts = OmedaNewsletterConnector\\Plugin::get()->parts();
       $parts->settings()->save(['post_types' => ['post', 'page'], 'every_post' => ['post', 'page']]);
       $parts->types()->save_fields($argv[1], ['postTypes' => ['post', 'page']] + $parts->types()->fields_of($argv[1]));
       delete_post_meta($argv[2], '_omeda_connector_type');`,
      [String(newsroom.type), String(late)],
    );
    await newsroom.wordpress.php("do_action('omeda_connector_reconcile');");
    for (const post of [off, page.body.id, late]) {
      await expect.poll(() => consentSent(newsroom, post), { timeout: 60_000 }).toBeNull();
      await newsroom.untilStatus(post, 'archived');
    }
  });

  const SCRIPTS: [string, string][] = [
    ['an import', "define('WP_IMPORTING', true); wp_set_current_user(1);"],
    ['a script, run as any user', 'wp_set_current_user(1);'],
    ['cron, run as any user', "define('DOING_CRON', true); wp_set_current_user(1);"],
    ['nobody who is logged in', ''],
  ];
  it.each(SCRIPTS)('by %s', async (_who, before) => {
    await newsroom.wordpress.php(
      "OmedaNewsletterConnector\\Plugin::get()->parts()->settings()->save(['skip_imports' => false]);",
    );
    const post = await newsroom.wordpress.php(
      `${before} echo wp_insert_post(['post_title' => 'x', 'post_content' => 'x', 'post_status' => 'publish']);`,
    );
    expect(await consentSent(newsroom, Number(post))).toBeNull();
  });

  it('but a script with --send, run as a person with the right', async () => {
    const insert =
      "wp_set_current_user((int) $argv[1]); echo wp_insert_post(['post_title' => 'x', 'post_content' => 'x', 'post_status' => 'publish']);";
    const mine = await newsroom.wordpress.php(insert, ['1', '--send']);
    expect(await consentSent(newsroom, Number(mine))).toMatchObject({ by: { name: 'admin' } });
    const nobodys = await newsroom.wordpress.php(insert, ['0', '--send']);
    expect(await consentSent(newsroom, Number(nobodys))).toBeNull();
  });

  it('by a post that is dated more than a day ago', async () => {
    const old = await newsroom.write({ status: 'publish', date: '2016-05-05T10:00:00' });
    expect(await consentSent(newsroom, old)).toBeNull();
    const recent = await newsroom.write({
      status: 'publish',
      date_gmt: wpDate(Date.now() - HOUR_MS),
    });
    expect(await consentSent(newsroom, recent)).toMatchObject({ mode: 'publish' });
  });

  it('by what was done while the plugin was off to a post that had a consent', async () => {
    const post = await scheduled();
    expect(await consentSent(newsroom, post)).toMatchObject({ mode: 'schedule' });
    await newsroom.wordpress.define({ OMEDA_CONNECTOR_DISABLED: true });
    await newsroom.change(post, { status: 'draft' });
    await newsroom.change(post, { status: 'future', date_gmt: wpDate(Date.now() + 3 * DAY_MS) });
    await newsroom.wordpress.define({});
    await newsroom.wordpress.php("do_action('omeda_connector_reconcile');");
    expect(await consentSent(newsroom, post)).toBeNull();
  });

  it('by taking a post out of the trash', async () => {
    const post = await newsroom.write({ status: 'publish' });
    await newsroom.wordpress.rest('DELETE', `wp/v2/posts/${post}`);
    await newsroom.received();
    await newsroom.wordpress.writeMuPlugin(
      'untrash',
      "add_filter('wp_untrash_post_status', fn($new, $id, $previous) => $previous, 10, 3);",
    );
    await browser.untrash(post);
    await newsroom.wordpress.writeMuPlugin('untrash', '');
    expect(newsroom.wordpress.sql(`SELECT post_status FROM wp_posts WHERE ID = ${post}`)).toBe(
      'publish',
    );
    expect(await consentSent(newsroom, post)).toBeNull();
  });
});

describe('an import of another site', () => {
  it('brings no consent along, though the numbers of the posts are the same', async () => {
    const keys = await newsroom.wordpress.php(
      `echo json_encode(array_map(
         fn($key) => apply_filters('import_post_meta_key', $key, 1, []),
         ['_omeda_connector_consent', '_omeda_connector_approval', '_thumbnail_id'],
       ));`,
    );
    expect(JSON.parse(keys)).toEqual([false, false, '_thumbnail_id']);
  });
});

describe('the hook omeda_connector_consents', () => {
  it('narrows and widens', async () => {
    await newsroom.wordpress.writeMuPlugin(
      'consents',
      `add_filter('omeda_connector_consents', function ($consents, $post, $context) {
         if ($post->post_title === 'Never') return false;
         return $consents || ($post->post_title === 'Feed' && $context['mode'] === 'publish' && null === $context['person']);
       }, 10, 3);`,
    );
    const never = await newsroom.write({ status: 'publish', title: 'Never' });
    const feed = await newsroom.wordpress.php(
      "echo wp_insert_post(['post_title' => 'Feed', 'post_content' => 'x', 'post_status' => 'publish']);",
    );
    await newsroom.wordpress.writeMuPlugin('consents', '');
    expect(await consentSent(newsroom, never)).toBeNull();
    expect(await consentSent(newsroom, Number(feed))).toMatchObject({
      by: { id: 0, name: 'WordPress' },
    });
  });
});
