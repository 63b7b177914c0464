import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Newsroom } from './newsroom.js';

/** A host with tight limits, and a shortcode that forgets to end its output buffer. */
const HOST = `
  ini_set('pcre.jit', '0');
  ini_set('pcre.backtrack_limit', '5000');
  add_shortcode('careless', function () { ob_start(); echo 'lost'; return 'careless'; });`;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ muPlugin: HOST });
});
afterAll(() => newsroom?.close());

describe('a post that is rendered at its first delivery', () => {
  it('is refused with the reason, and never sent empty, when PHP gives up on its markup', async () => {
    const content = `<p>All is well.</p><style>${'a '.repeat(10_000)}`;
    const post = await newsroom.write({ content });
    expect(await newsroom.types(post)).toEqual([]);
    expect(
      newsroom.wordpress.sql(
        `SELECT state, last_error FROM wp_omeda_outbox WHERE post_id = ${post}`,
      ),
    ).toMatch(/^parked\tThe post could not be rendered: /);
  });

  it('does not change the output of its request', async () => {
    const post = await newsroom.written('Careless');
    newsroom.wordpress.sql(`UPDATE wp_posts SET post_content = '[careless]' WHERE ID = ${post}`);
    await newsroom.wordpress.php("do_action('omeda_connector_reconcile');");
    const printed = await newsroom.wordpress.php(
      "echo 'before '; do_action('omeda_connector_drain'); echo 'after'; ",
    );
    expect(printed).toBe('before after');
    expect(await newsroom.types(post)).toEqual(['post.saved']);
  });
});
