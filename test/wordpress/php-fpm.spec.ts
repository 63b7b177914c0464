import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Newsroom } from './newsroom.js';
import type { PhpFpm } from './setup/php-fpm.js';
import { until } from './setup/until.js';
import { basic } from './wordpress.js';

/** Another plugin that keeps a session open, which locks out the same person's other requests. */
const SESSION = `
  if ('cli' !== PHP_SAPI) {
    session_save_path(WP_CONTENT_DIR);
    session_id('the-editor');
    session_start(['use_cookies' => 0]);
    header('x-kept: ' . ($_SESSION['kept'] ?? 'nothing'));
    add_action('shutdown', function () { $_SESSION['kept'] = 'at the end'; });
  }`;

let newsroom: Newsroom;
let fpm: PhpFpm;
beforeAll(async () => {
  newsroom = await Newsroom.open({ muPlugin: SESSION, settings: { timeout: 60 } });
  fpm = await newsroom.wordpress.fpm();
});
beforeEach(() => newsroom.resetBreaker());
afterEach(() => newsroom.door.set('open'));
afterAll(async () => {
  fpm?.close();
  await newsroom?.close();
});

async function save(): Promise<number> {
  const { status, body } = await fpm.ask({
    path: '/wp-json/wp/v2/posts',
    method: 'POST',
    headers: { authorization: basic('admin') },
    body: { title: 'Under PHP-FPM', content: '<p>All is well.</p>' },
  });
  expect(status).toBe(201);
  return (JSON.parse(body) as { id: number }).id;
}

const row = (post: number, field: string) =>
  newsroom.wordpress.sql(`SELECT ${field} FROM wp_omeda_outbox WHERE post_id = ${post}`);

describe('under PHP-FPM', () => {
  it('a save is handed over by its own request, after its response', async () => {
    const post = await save();
    await until('it is delivered', () => Promise.resolve(row(post, 'state') === 'delivered'));
    expect(await newsroom.taken(post)).toMatchObject([{ type: 'post.saved' }]);
  });

  it('its response waits for no gateway, and neither does the same person’s next page', async () => {
    await newsroom.door.set('hanging');
    const post = await save();
    await until('it is tried', () => Promise.resolve(row(post, 'attempts') === '1'));
    expect((await fpm.ask({ path: '/wp-json/' })).status).toBe(200);
    // Both arrived while the gateway delayed that attempt.
    expect(row(post, 'ISNULL(last_error)')).toBe('1');
  });

  it('what another plugin writes into its session at the end is saved', async () => {
    await save();
    expect((await fpm.ask({ path: '/wp-json/' })).headers).toMatch(/^x-kept: at the end/im);
  });
});
