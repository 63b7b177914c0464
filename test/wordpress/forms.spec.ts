import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './browser-session.js';
import { Newsroom } from './newsroom.js';

/** Gives every user a valid nonce for anything: then only their rights can stop them. */
const NONCES = `
  add_action('wp_ajax_nonce_of', function () {
    wp_die(wp_create_nonce(sanitize_text_field($_GET['of'])));
  });`;

let newsroom: Newsroom;
let post: number;
beforeAll(async () => {
  newsroom = await Newsroom.open({ muPlugin: NONCES });
  post = await newsroom.write();
  await newsroom.received();
});
afterAll(() => newsroom?.close());

describe('our forms', () => {
  const settings = () =>
    newsroom.wordpress.php("echo get_option('omeda_connector_settings')['site_id'];");

  it('settings: a forged nonce changes nothing, nor does a good one without the right', async () => {
    const form = (nonce: string) => ({
      option_page: 'omeda_connector',
      action: 'update',
      _wpnonce: nonce,
      'omeda_connector_settings[is_form]': '1',
      'omeda_connector_settings[site_id]': 'stolen',
    });
    const admin = await Browser.logIn(newsroom.wordpress.url, 'admin');
    expect((await admin.post('/wp-admin/options.php', form('0123456789'))).status).toBe(403);
    for (const user of ['subscriber', 'author', 'editor'] as const) {
      const browser = await Browser.logIn(newsroom.wordpress.url, user);
      const nonce = await nonceOf(browser, 'omeda_connector-options');
      const { status } = await browser.post('/wp-admin/options.php', form(nonce));
      expect({ user, status }).toEqual({ user, status: 403 });
    }
    expect(await settings()).toBe('daily');
  });

  it('deployment type: likewise', async () => {
    const form = (nonce: string, post_nonce: string) => ({
      action: 'editpost',
      post_ID: String(newsroom.type),
      post_type: 'omeda_newsletter',
      post_title: 'Morning',
      _wpnonce: post_nonce,
      omeda_connector_type_nonce: nonce,
      'omeda_connector_fields[audienceQuery]': 'stolen',
    });
    const admin = await Browser.logIn(newsroom.wordpress.url, 'admin');
    const good = await nonceOf(admin, `update-post_${newsroom.type}`);
    await admin.post('/wp-admin/post.php', form('0123456789', good));
    for (const user of ['subscriber', 'author', 'editor'] as const) {
      const browser = await Browser.logIn(newsroom.wordpress.url, user);
      const nonces = ['omeda_connector_save_type', `update-post_${newsroom.type}`];
      const [ours = '', core = ''] = await Promise.all(nonces.map((of) => nonceOf(browser, of)));
      const answer = await browser.post('/wp-admin/post.php', form(ours, core));
      // WordPress itself refuses here, with 500.
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
    const query = await newsroom.wordpress.php(
      `echo get_option('omeda_connector_types')[${newsroom.type}]['audienceQuery'];`,
    );
    expect(query).toBe('Morning readers');
  });

  it('import of the older plugin’s types: likewise', async () => {
    newsroom.wordpress.sql(
      `INSERT INTO wp_posts (post_author, post_date, post_date_gmt, post_modified, post_modified_gmt,
         post_content, post_title, post_excerpt, post_status, post_name, to_ping, pinged,
         post_content_filtered, post_type)
       VALUES (1, NOW(), NOW(), NOW(), NOW(), '', 'Older', '', 'publish', 'older', '', '', '',
         'omeda_deploy_type')`,
    );
    const form = (nonce: string) => ({ action: 'omeda_connector_import', _wpnonce: nonce });
    const address = '/wp-admin/admin-post.php';
    const admin = await Browser.logIn(newsroom.wordpress.url, 'admin');
    expect((await admin.post(address, form('0123456789'))).status).toBe(403);
    for (const user of ['subscriber', 'author', 'editor'] as const) {
      const browser = await Browser.logIn(newsroom.wordpress.url, user);
      const nonce = await nonceOf(browser, 'omeda_connector_import');
      const { status } = await browser.post(address, form(nonce));
      expect({ user, status }).toEqual({ user, status: 403 });
    }
    const count = () =>
      newsroom.wordpress.sql(
        `SELECT COUNT(*) FROM wp_posts
         WHERE post_type = 'omeda_newsletter' AND post_status = 'publish'`,
      );
    expect(count()).toBe('1');
    expect(
      (await admin.post(address, form(await nonceOf(admin, 'omeda_connector_import')))).status,
    ).toBe(302);
    expect(count()).toBe('2');
  });

  it('link in the list of posts: a forged nonce does nothing, nor does a good one without the right', async () => {
    const post = await newsroom.write();
    const link = (action: string, nonce: string) =>
      `/wp-admin/admin-post.php?action=omeda_connector_row&post=${post}&do=${action}&_wpnonce=${nonce}`;
    const admin = await Browser.logIn(newsroom.wordpress.url, 'admin');
    expect((await admin.get(link('retry', '0123456789'))).status).toBe(403);
    // Only the list's actions, though a person may do more elsewhere.
    const cancel = await nonceOf(admin, `omeda_connector_row_${post}_cancel`);
    expect((await admin.get(link('cancel', cancel))).status).toBe(403);
    for (const user of ['subscriber', 'author'] as const) {
      const browser = await Browser.logIn(newsroom.wordpress.url, user);
      const nonce = await nonceOf(browser, `omeda_connector_row_${post}_retry`);
      expect((await browser.get(link('retry', nonce))).status).toBe(403);
    }
  });

  it('meta box: a forged nonce leaves the choice as it was', async () => {
    const admin = await Browser.logIn(newsroom.wordpress.url, 'admin');
    const choice = () =>
      newsroom.wordpress.php(`echo get_post_meta(${post}, '_omeda_connector_type', true);`);
    await admin.submitPost(post, {
      omeda_connector_type: 'none',
      omeda_connector_type_nonce: '0123456789',
    });
    expect(await choice()).toBe('');
    await admin.submitPost(post, {
      omeda_connector_type: 'none',
      omeda_connector_type_nonce: await nonceOf(admin, `omeda_connector_type${post}`),
    });
    expect(await choice()).toBe('none');
  });
});

async function nonceOf(browser: Browser, of: string): Promise<string> {
  const path = `/wp-admin/admin-ajax.php?action=nonce_of&of=${encodeURIComponent(of)}`;
  return (await browser.get(path)).text;
}
