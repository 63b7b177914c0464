import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Newsroom } from './newsroom.js';

/** Plugins that use up the memory, that emit Latin-1, and that fail, all only during a delivery. */
const OTHERS = `
  function delivers() { return doing_action('omeda_connector_drain'); }
  add_shortcode('endless', fn() => delivers() ? str_repeat('x', PHP_INT_MAX >> 8) : '');
  add_shortcode('latin', fn() => delivers() ? throw new DomainException("No \\xE9t\\xE9 today.") : '');
  add_filter('post_link', fn($link, $post) => delivers() && 'Nowhere' === $post->post_title
    ? throw new DomainException('No address.') : $link, 10, 2);`;

/** The request that delivers also renders. */
const BLOCKED = `
  add_filter('pre_http_request', fn($answer, $options, $url) => str_contains($url, 'omeda_connector_render')
    ? new WP_Error('blocked', 'Blocked.') : $answer, 10, 3);`;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ muPlugin: OTHERS + BLOCKED });
});
beforeEach(() => newsroom.wordpress.sql('DELETE FROM wp_omeda_outbox'));
afterAll(() => newsroom?.close());

const row = (post: number, field: string) =>
  newsroom.wordpress.sql(
    `SELECT ${field} FROM wp_omeda_outbox WHERE post_id = ${post} ORDER BY id DESC LIMIT 1`,
  );

const shown = async (post: number) => {
  const path = `omeda-newsletter-connector/v1/posts/${post}/status`;
  return (await newsroom.wordpress.rest('GET', path)).body['outbox'];
};

describe('a post that kills PHP when it is rendered', () => {
  it('is parked after three attempts, by its name; the others continue, and its next save is attempted again', async () => {
    const post = await newsroom.write({ title: 'Endless', content: '[endless]' });
    const next = await newsroom.write();
    for (const tries of ['1', '2', '3']) {
      await expect(newsroom.tryNow()).rejects.toThrow('memory');
      expect([row(post, 'state'), row(post, 'attempts')]).toEqual(['waiting', tries]);
    }
    await newsroom.tryNow();
    expect(await newsroom.types(next)).toEqual(['post.saved']);
    expect(await shown(post)).toMatchObject([
      {
        state: 'parked',
        lastError: expect.stringContaining(
          `PHP ended three times while it rendered “Endless” (post ${post})`,
        ),
      },
    ]);
    await newsroom.change(post, { content: '<p>Short.</p>' });
    expect(await newsroom.types(post)).toEqual(['post.saved']);
    expect(await shown(post)).toEqual([]);
  });
});

describe('a post whose rendering fails', () => {
  it.each([
    ['with words that are no UTF-8', { content: '[latin]' }, 'No t today.'],
    ['when it is compared with what its save left', { title: 'Nowhere' }, 'No address.'],
  ])('%s is parked, and the others continue', async (_, changes, words) => {
    const post = await newsroom.write(changes);
    const next = await newsroom.write();
    await newsroom.wordpress.cron();
    expect(await newsroom.types(next)).toEqual(['post.saved']);
    expect(row(post, 'state')).toBe('parked');
    expect(row(post, 'last_error')).toBe(`The post could not be rendered: ${words}`);
  });
});
