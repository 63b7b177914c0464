import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './browser-session.js';
import { Newsroom } from './newsroom.js';
import { RICH } from './rich-content.js';
import type { PhpFpm } from './setup/php-fpm.js';
import { until } from './setup/until.js';
import { basic } from './wordpress.js';

/** Common plugins: a shortcode only for the front end, a greeting, a filter for members, and a check of the context. */
const PLUGINS = `
  add_action('init', function () {
    if (!is_admin()) add_shortcode('frontonly', fn() => '<b>From the front end</b>');
    add_shortcode('greet', fn() => is_user_logged_in() ? 'Hello ' . wp_get_current_user()->user_email : 'Welcome');
    add_shortcode('around', fn() => implode(' ', array_keys(array_filter([
      'admin' => is_admin(), 'bar' => is_admin_bar_showing(), 'query' => $_GET, 'ajax' => wp_doing_ajax(),
      'rest' => defined('REST_REQUEST'), 'cron' => defined('DOING_CRON'),
      'singular' => is_single(get_the_ID()), 'loop' => in_the_loop() && is_main_query(),
      'path' => str_contains($_SERVER['REQUEST_URI'], 'render'),
    ]))));
  });
  add_filter('the_content', function ($content) {
    $by_mail = get_option('members_by_mail') && omeda_connector_is_email();
    $is_shown = $by_mail || is_user_logged_in() || !str_contains($content, 'MEMBERS');
    return $is_shown ? $content : '<p>For subscribers. <a href="/login">Log in</a></p>';
  });`;

const CONTENT = `[frontonly]\n\n[greet]\n\n${RICH}`;

let newsroom: Newsroom;
let fpm: PhpFpm;
let admin: Browser;
beforeAll(async () => {
  newsroom = await Newsroom.open({ muPlugin: PLUGINS, settings: { timeout: 60 } });
  fpm = await newsroom.wordpress.fpm();
  admin = await Browser.logIn(newsroom.wordpress.url, 'admin');
});
afterAll(async () => {
  fpm?.close();
  await newsroom?.close();
});

async function savedUnderFpm(content: string): Promise<number> {
  const { status, body } = await fpm.ask({
    path: '/wp-json/wp/v2/posts',
    method: 'POST',
    headers: { authorization: basic('admin') },
    body: { title: 'By whom', content },
  });
  expect(status).toBe(201);
  return (JSON.parse(body) as { id: number }).id;
}

const WAYS: Record<string, (post: number) => Promise<unknown>> = {
  'an administrator’s page load': () => admin.get('/wp-admin/'),
  'the editor’s status poll': (post) =>
    newsroom.wordpress.rest('GET', `omeda-newsletter-connector/v1/posts/${post}/status`),
  'WordPress’s cron': async () => {
    await newsroom.wordpress.php(
      `wp_clear_scheduled_hook('omeda_connector_drain');
       wp_schedule_event(time() - 1, 'omeda_connector_minute', 'omeda_connector_drain');
       delete_transient('doing_cron');`,
    );
    await fetch(`${newsroom.wordpress.url}/wp-cron.php?doing_wp_cron`);
  },
  'the command line': () =>
    newsroom.wordpress.php(
      `class WP_CLI { public static function __callStatic($name, $words) {} }
       $parts = OmedaNewsletterConnector\\Plugin::get()->parts();
       (new OmedaNewsletterConnector\\Cli\\Command($parts))->drain();`,
    ),
};

/** The gateway's data of the post's newest event. */
async function delivered(post: number): Promise<string> {
  const row = (field: string) =>
    newsroom.wordpress.sql(
      `SELECT ${field} FROM wp_omeda_outbox WHERE post_id = ${post} ORDER BY id DESC LIMIT 1`,
    );
  await until(`post ${post} is handed over`, () => {
    const state = row('state');
    if (state === 'parked') throw new Error(row('last_error'));
    return Promise.resolve(state === 'delivered');
  });
  return row('body');
}

/** As if it had not been handed over yet. */
function undelivered(post: number): void {
  newsroom.wordpress.sql(
    `UPDATE wp_omeda_outbox SET state = 'waiting', body = NULL, attempts = 0 WHERE post_id = ${post}`,
  );
}

describe('a saved post is the same newsletter', () => {
  it('byte for byte, whichever of five ways delivers it', async () => {
    const post = await savedUnderFpm(CONTENT);
    const first = await delivered(post);
    expect(first).toContain('From the front end');
    expect(first).toContain('Welcome');
    expect(first).toMatch(/"styles":".*wp-container-/);
    for (const [way, drain] of Object.entries(WAYS)) {
      undelivered(post);
      await drain(post);
      expect({ way, body: await delivered(post) }).toEqual({ way, body: first });
    }
  });

  it('as the post’s own page has it: no wp-admin, REST or cron, and the post’s query', async () => {
    const post = await newsroom.write({ content: '<p>Around: [around].</p>' });
    for (const drain of Object.values(WAYS)) {
      undelivered(post);
      await drain(post);
      expect(await delivered(post)).toContain('Around: singular loop.');
    }
  });

  it('and a story for members is complete when their plugin checks whether it is for a newsletter', async () => {
    const post = await newsroom.write({ content: '<p>MEMBERS only.</p>' });
    await newsroom.wordpress.cron();
    expect(await delivered(post)).toContain('For subscribers');
    await newsroom.wordpress.php("update_option('members_by_mail', 1);");
    let n = 0;
    for (const drain of Object.values(WAYS)) {
      await newsroom.change(post, { content: `<p>MEMBERS only: ${(n += 1)}.</p>` });
      await drain(post);
      expect(await delivered(post)).toContain('MEMBERS only');
    }
    const page = await newsroom.wordpress.php(`echo apply_filters('the_content', 'MEMBERS');`);
    expect(page).toContain('For subscribers');
  });
});
