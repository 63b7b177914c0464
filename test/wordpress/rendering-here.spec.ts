import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from './browser-session.js';
import { Newsroom } from './newsroom.js';
import { until } from './setup/until.js';

/** Plugins that show the current user, and one that fails; the last hook in a request records the user then. */
const PLUGINS = `
  add_shortcode('greet', fn() => is_user_logged_in() ? 'Hello ' . wp_get_current_user()->user_email : 'Welcome');
  add_shortcode('around', fn() => implode(' ', array_keys(array_filter([
    'admin' => is_admin(), 'bar' => is_admin_bar_showing(), 'mail' => omeda_connector_is_email(),
    'singular' => is_single(get_the_ID()), 'loop' => in_the_loop() && is_main_query(),
    'asked' => $_GET || $_COOKIE,
  ]))));
  add_shortcode('failing', function () {
    if (!omeda_connector_is_email()) return 'Sunny.';
    wp_set_current_user(2);
    throw new DomainException('No weather today.');
  });
  add_action('omeda_connector_rendering', fn($post, $type) => add_shortcode('told', fn() => "$post[title] by $type[name]"), 10, 2);
  add_action('admin_init', function () { $_GET['kept'] = 'yes'; $GLOBALS['post'] = get_post(1); setup_postdata($GLOBALS['post']); });
  add_action('shutdown', function () {
    if (is_admin()) update_option('left', implode(' ', [
      wp_get_current_user()->user_login, get_current_screen()->id, $_GET['kept'], get_the_ID(), get_queried_object_id(),
      is_singular() ? 'singular' : 'plural', omeda_connector_is_email() ? 'mail' : 'page', determine_locale(),
    ]));
  }, 2000);`;

/** The site may not call itself: its response is a password prompt. */
const BLOCKED = `
  add_filter('pre_http_request', function ($answer, $args, $url) {
    $locked = ['response' => ['code' => 401, 'message' => ''], 'headers' => [], 'body' => 'Password?', 'cookies' => []];
    return str_contains($url, 'omeda_connector_render') ? $locked : $answer;
  }, 10, 3);`;

let newsroom: Newsroom;
let admin: Browser;
beforeAll(async () => {
  newsroom = await Newsroom.open({ muPlugin: PLUGINS, settings: { timeout: 60 } });
  admin = await Browser.logIn(newsroom.wordpress.url, 'admin');
});
beforeEach(async () => {
  await newsroom.wordpress.php("delete_option('omeda_connector_loopback');");
});
afterEach(() => newsroom.wordpress.writeMuPlugin('blocked', ''));
afterAll(() => newsroom?.close());

const row = (post: number, field: string) =>
  newsroom.wordpress.sql(`SELECT ${field} FROM wp_omeda_outbox WHERE post_id = ${post}`);

async function settled(post: number, state: string): Promise<void> {
  await until(`post ${post} is ${state}`, () => Promise.resolve(row(post, 'state') === state));
}

/** An administrator opens one page after another; on a busy machine, another run may be at the first. */
async function settledByPages(post: number, state: string): Promise<void> {
  await until(`post ${post} is ${state}`, async () => {
    await admin.get('/wp-admin/');
    return row(post, 'state') === state;
  });
}

const left = () => newsroom.wordpress.php("echo get_option('left');");

const loopback = () =>
  newsroom.wordpress.php(
    `$parts = OmedaNewsletterConnector\\Plugin::get()->parts();
     echo (new OmedaNewsletterConnector\\Health\\Checks($parts))->fault('loopback');`,
  );

describe('a site that cannot call its own front end', () => {
  beforeEach(() => newsroom.wordpress.writeMuPlugin('blocked', BLOCKED));

  it('an administrator’s page renders it, as nobody, and is as it was afterwards', async () => {
    await newsroom.wordpress.php("update_user_meta(1, 'locale', 'de_DE');");
    await admin.get('/wp-admin/');
    const before = await left();
    expect(before).toMatch(/^admin dashboard yes 1 .* page de_DE$/);
    const post = await newsroom.write({ content: '<p>[greet], [around], [told]</p>' });
    await settledByPages(post, 'delivered');
    expect(row(post, 'body')).toContain('Welcome, mail singular loop, Good morning by Morning');
    expect(row(post, 'body')).toContain('"language":"en-US","direction":"ltr"');
    expect(await left()).toBe(before);
    await newsroom.wordpress.php("delete_user_meta(1, 'locale');");
  });

  it('also when a filter fails: that one is refused with its words', async () => {
    await admin.get('/wp-admin/');
    const before = await left();
    const post = await newsroom.write({ content: '[failing]' });
    await settledByPages(post, 'parked');
    expect(row(post, 'last_error')).toBe('The post could not be rendered: No weather today.');
    expect(await left()).toBe(before);
  });

  it('also when the obstacle is a plugin that fails at the call', async () => {
    await newsroom.wordpress.writeMuPlugin(
      'blocked',
      "add_filter('http_request_args', function ($args, $url) { if (str_contains($url, 'omeda_connector_render')) throw new DomainException('No calls.'); return $args; }, 10, 2);",
    );
    const post = await newsroom.write();
    await newsroom.wordpress.cron();
    await settled(post, 'delivered');
    expect(await loopback()).toContain('No calls.');
  });

  it('Site Health says so, and what follows', async () => {
    const said = await loopback();
    expect(said).toContain(`${newsroom.wordpress.url}/: it returned something else (status 401)`);
    expect(said).toContain('may be missing');
    await newsroom.wordpress.writeMuPlugin('blocked', '');
    expect(await loopback()).toBe('');
  });
});

describe('a site that can', () => {
  it('a filter that fails is reported in its own words, too', async () => {
    const post = await newsroom.write({ content: '[failing]' });
    await newsroom.wordpress.cron();
    await settled(post, 'parked');
    expect(row(post, 'last_error')).toBe('The post could not be rendered: No weather today.');
  });

  it('nobody else gets a draft, nor the same call again, and no cache stores the response', async () => {
    await newsroom.wordpress.writeMuPlugin(
      'listener',
      `add_action('http_api_debug', function ($answer, $context, $class, $args, $url) {
         if (str_contains($url, 'omeda_connector_render')) update_option('called', wp_json_encode([
           'url' => $url, 'caching' => wp_remote_retrieve_header($answer, 'cache-control'), 'body' => $answer['body'],
         ]));
       }, 10, 5);`,
    );
    const post = await newsroom.write({ content: '<p>A secret.</p>' });
    await newsroom.wordpress.cron();
    await settled(post, 'delivered');
    const called = await newsroom.wordpress.php("echo get_option('called');");
    await newsroom.wordpress.writeMuPlugin('listener', '');
    const { url, caching, body } = JSON.parse(called) as Record<string, string>;
    expect(body).toContain('A secret.');
    expect(caching).toContain('no-cache');
    const at = Math.floor(Date.now() / 1000);
    for (const call of [
      url ?? '',
      `${newsroom.wordpress.url}/?omeda_connector_render=${row(post, 'id')}.${at}.${'0'.repeat(64)}`,
      `${newsroom.wordpress.url}/?omeda_connector_render[]=1`,
    ]) {
      const again = await fetch(call);
      expect([again.status, await again.json()]).toEqual([403, { answer: null }]);
    }
  });

  it('a signed call is invalid after a minute', async () => {
    const post = await newsroom.write();
    const calls = await newsroom.wordpress.php(
      `$row = OmedaNewsletterConnector\\Plugin::get()->parts()->outbox()->claim((int) $argv[1], 'mine');
       foreach ([0, 120] as $age) {
         $at = time() - $age;
         $signature = OmedaNewsletterConnector\\Email\\LoopbackSignature::of($row, $at);
         $calls[] = home_url("/?omeda_connector_render=$row->id.$at.$signature");
       }
       echo wp_json_encode($calls);`,
      [row(post, 'id')],
    );
    const statuses = (JSON.parse(calls) as string[]).map(async (url) => (await fetch(url)).status);
    expect(await Promise.all(statuses)).toEqual([200, 403]);
    await newsroom.drainAll();
  });

  it('one that hangs is called once, and blocks no newsletter', async () => {
    let calls = 0;
    const server = createServer(
      (socket) => void socket.on('error', () => {}).once('data', () => (calls += 1)),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const posts = [await newsroom.write(), await newsroom.write()];
    await newsroom.wordpress.php(
      `add_filter('home_url', fn() => "http://127.0.0.1:$argv[1]/"); do_action('omeda_connector_drain');`,
      [String((server.address() as AddressInfo).port)],
    );
    server.close();
    await newsroom.drainAll();
    for (const post of posts) expect(row(post, 'state')).toBe('delivered');
    expect(calls).toBe(1);
  });
});
