import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './browser-session.js';
import { DAY_MS, consentSent, wpDate } from './consents.js';
import { Newsroom } from './newsroom.js';

let newsroom: Newsroom;
let browser: Browser;
beforeAll(async () => {
  newsroom = await Newsroom.open();
  browser = await Browser.logIn(newsroom.wordpress.url, 'editor');
});
afterAll(() => newsroom?.close());

/** Another plugin's act, installed only during it; returns the resulting post. */
async function withPlugin(code: string, act: () => Promise<unknown>): Promise<number> {
  await newsroom.wordpress.writeMuPlugin('other', code);
  await act();
  await newsroom.wordpress.writeMuPlugin('other', '');
  return Number(await newsroom.wordpress.php("echo get_option('others_post');"));
}

const INSERT = `update_option('others_post', wp_insert_post(
  ['post_title' => 'Imported', 'post_content' => 'x', 'post_status' => 'publish']));`;

const scheduled = () => newsroom.write({ status: 'future', date_gmt: wpDate(Date.now() + DAY_MS) });

describe('what other plugins do while a person with the right is logged in', () => {
  it('is no consent during a mere page view', async () => {
    const post = await withPlugin(
      `add_action('admin_init', function () { if (isset($_GET['feed'])) { ${INSERT} } });`,
      () => browser.get('/wp-admin/index.php?feed=1'),
    );
    expect(post).toBeGreaterThan(0);
    expect(await consentSent(newsroom, post)).toBeNull();
  });

  it('is no consent in the queue of Action Scheduler', async () => {
    const path = '/wp-admin/admin-ajax.php?action=as_async_request_queue_runner';
    const post = await withPlugin(
      `add_action('wp_ajax_as_async_request_queue_runner', fn() => do_action('action_scheduler_run_queue'));
       add_action('action_scheduler_run_queue', function () { ${INSERT} });`,
      () => browser.post(path, {}),
    );
    expect(post).toBeGreaterThan(0);
    expect(await consentSent(newsroom, post)).toBeNull();
  });

  const BUTTONS: [string, string][] = [
    ['wp_update_post', "wp_update_post(['ID' => (int) $_POST['id'], 'post_status' => 'publish']);"],
    ['wp_publish_post, which leaves it without a date', "wp_publish_post((int) $_POST['id']);"],
  ];
  it.each(BUTTONS)('is consent if a button of theirs publishes by %s', async (_by, code) => {
    const post = await newsroom.write();
    await withPlugin(`add_action('wp_ajax_publish_it', function () { ${code} wp_die(); });`, () =>
      browser.post('/wp-admin/admin-ajax.php', { action: 'publish_it', id: String(post) }),
    );
    expect(await consentSent(newsroom, post)).toMatchObject({ mode: 'publish' });
  });

  it('withdraws what was scheduled when it makes a page of the post', async () => {
    const post = await scheduled();
    await newsroom.received();
    await newsroom.untilStatus(post, 'scheduled');
    await newsroom.wordpress.php(`wp_update_post(['ID' => ${post}, 'post_type' => 'page']);`);
    expect(await consentSent(newsroom, post)).toBeNull();
    await newsroom.world.until('it is withdrawn', async () => {
      const status = await newsroom.statusOf(post);
      return status !== 'scheduled' && status !== 'sent';
    });
  });

  it('writes no consent through meta', async () => {
    const post = await newsroom.write({ status: 'publish', date: '2016-05-05T10:00:00' });
    const forged = { id: 'x', by: { id: 2, name: 'x' }, at: wpDate(Date.now()), mode: 'publish' };
    await newsroom.change(post, { meta: { _omeda_connector_consent: forged } });
    await browser.xmlRpcEdit(post, 'editor', { _omeda_connector_consent: JSON.stringify(forged) });
    expect(
      newsroom.wordpress.sql(`SELECT COUNT(*) FROM wp_postmeta WHERE post_id = ${post}
        AND meta_key = '_omeda_connector_consent'`),
    ).toBe('0');
  });
});
