import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIGNING_SECRET, SITE, SITE_KEY } from '../e2e/sites.js';
import { blockOf, blocksOf } from '../setup/docs/blocks.js';
import { filled } from '../setup/docs/workbench.js';
import { bodiesOf } from './consents.js';
import { Newsroom } from './newsroom.js';

const PAGE = 'docs/install-wordpress.md';
const CONSTANTS = 'define(';

/** The examples' prerequisites: a theme's file, its template, a paywall, and sharing buttons. */
const SITE_OF_EXAMPLES = `
add_filter( 'theme_file_path', fn( $path, $file ) => WP_CONTENT_DIR . '/' . $file, 10, 2 );
function my_template( $title, $content ) {
  return "<!DOCTYPE html><html><body class='mine'><h1>$title</h1>$content</body></html>";
}
function my_sharing_buttons( $content ) { return $content . 'Share this'; }
add_filter( 'the_content', 'my_sharing_buttons' );
add_filter( 'the_content', fn( $content ) =>
  apply_filters( 'my_paywall_is_open', false ) ? $content : 'Subscribe to read this' );
register_post_status( 'pitch' );
`;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open();
});
afterAll(() => newsroom?.close());

describe('the filters and actions of docs/install-wordpress.md', () => {
  beforeAll(async () => {
    const hooks = blocksOf(PAGE).filter(
      ({ language, text }) => language === 'php' && !text.startsWith(CONSTANTS),
    );
    expect(hooks).toHaveLength(4);
    const code = hooks.map(({ text }) => text).join('\n');
    const { wordpress } = newsroom;
    await writeFile(join(wordpress.root, 'wp-content/mail.css'), '.mine{color:#123456}');
    const atInit = `add_action( 'init', function () {${SITE_OF_EXAMPLES}${code}}, 1 );`;
    await wordpress.writeMuPlugin('docs', atInit);
  });
  afterAll(() => newsroom.wordpress.writeMuPlugin('docs', ''));

  it('change the email and leave the consent to the publisher', async () => {
    const post = await newsroom.write({ status: 'publish', content: '<p class="mine">Story</p>' });
    await newsroom.received();
    const body = bodiesOf(newsroom.wordpress, post).at(-1)?.post;
    expect(body?.html).toContain("<body class='mine'><h1>Good morning</h1>");
    expect(body?.html).toContain('Story');
    expect(body?.html).not.toMatch(/Share this|Subscribe to read/);
    expect(body?.consent).toMatchObject({ mode: 'publish' });
  });

  it('add styles of the theme', async () => {
    const styles = await newsroom.wordpress.php(
      "echo apply_filters('omeda_connector_styles', 'p{}', [], [], []);",
    );
    expect(styles).toBe('p{}.mine{color:#123456}');
  });

  it('have their own status in which a post is a draft of a newsletter', async () => {
    const post = Number(
      await newsroom.wordpress.php(
        "echo wp_insert_post(['post_title' => 'Pitch', 'post_content' => 'Idea', 'post_status' => 'pitch']);",
      ),
    );
    expect(await newsroom.received(post)).toMatchObject([{ status: 'draft' }]);
  });
});

describe('the cron of docs/install-wordpress.md', () => {
  it('delivers what waits, every minute', async () => {
    const [, when, command = ''] =
      /^((?:\S+ ){5})(.+)$/m.exec(blockOf(PAGE, '* * * * * curl').text) ?? [];
    expect(when).toBe('* * * * * ');
    await newsroom.door.set('closed');
    const post = await newsroom.write();
    await newsroom.wordpress.cron();
    await newsroom.door.set('open');
    await newsroom.resetBreaker();
    // Otherwise WordPress runs no other one within a minute.
    await newsroom.wordpress.php("delete_transient('doing_cron');");
    newsroom.wordpress.sql('UPDATE wp_omeda_outbox SET next_attempt_at = NULL');
    const here = filled(command, { 'https://daily.example': newsroom.wordpress.url });
    await newsroom.world.until('it is delivered', async () => {
      await promisify(execFile)('sh', ['-c', here]);
      return (await newsroom.taken(post)).length > 0;
    });
  });
});

describe('the constants of docs/install-wordpress.md', () => {
  it('replace the settings', async () => {
    const constants = filled(blockOf(PAGE, CONSTANTS).text, {
      'https://newsletters.example.com': newsroom.door.url,
      "'daily'": `'${SITE}'`,
      'whsec_…': SIGNING_SECRET,
      "'…'": `'${SITE_KEY}'`,
    });
    const { wordpress } = newsroom;
    await wordpress.writeMuPlugin('docs', constants);
    const printed = await wordpress.php(
      `$settings = OmedaNewsletterConnector\\Plugin::get()->parts()->settings();
       foreach (['gateway_url', 'site_id', 'secret', 'site_key', 'timeout', 'disabled'] as $name) $all[] = $settings->get($name);
       echo json_encode($all);`,
    );
    const expected = [newsroom.door.url, SITE, SIGNING_SECRET, SITE_KEY, 10, true];
    expect(JSON.parse(printed)).toEqual(expected);
    const post = await newsroom.write();
    expect(await newsroom.received(post)).toEqual([]);
    await wordpress.writeMuPlugin('docs', '');
  });
});
