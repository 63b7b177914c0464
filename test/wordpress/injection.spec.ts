import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Person } from './chromium.js';
import { Newsroom } from './newsroom.js';

const EVIL = (n: number) =>
  `<img src=x onerror="window.broken=${n}"><script>window.broken=${n}</script>`;

let newsroom: Newsroom;
let person: Person;
let post: number;

beforeAll(async () => {
  newsroom = await Newsroom.open();
  await newsroom.wordpress.php(
    `$fields = OmedaNewsletterConnector\\Plugin::get()->parts()->types()->fields_of(${newsroom.type});
     kses_remove_filters();
     wp_update_post(wp_slash(['ID' => ${newsroom.type}, 'post_title' => $argv[1]]));`,
    [`Type ${EVIL(1)}`],
  );
  newsroom.world.fail({ call: 'content', status: 400, text: `Omeda ${EVIL(2)}`, forever: true });
  post = await newsroom.write({ title: `Title ${EVIL(3)}`, excerpt: EVIL(4) });
  await newsroom.received();
  await newsroom.untilStatus(post, 'failed');
  await newsroom.wordpress.php("do_action('omeda_connector_refresh');");
  newsroom.wordpress.sql(
    `INSERT INTO wp_omeda_outbox (event_id, post_id, post_status, type, hash, state, last_error, created_at)
     VALUES ('e', ${post}, 'draft', 'post.saved', '', 'parked', '${EVIL(5)}', UTC_TIMESTAMP())`,
  );
  person = await Person.logIn(newsroom.wordpress);
});
afterAll(async () => {
  await person?.close();
  await newsroom?.close();
});

const broken = () => person.page.evaluate<unknown>('window.broken');

describe('script in titles, names and Omeda’s error texts', () => {
  it.each([
    ['the admin’s notice', 'index.php', '.notice-warning', 'Omeda <img'],
    ['the list of posts', 'edit.php', '.column-omeda_newsletter small', 'Omeda'],
    ['the background jobs', 'admin.php?page=omeda-connector', '#omeda-jobs', 'Omeda <img'],
    ['the outbox', 'admin.php?page=omeda-connector', '.omeda-outbox', 'onerror'],
    ['the deployment types', 'edit.php?post_type=omeda_newsletter', '#the-list', 'Type'],
  ])('is text in %s', async (_, page, place, words) => {
    await person.open(page);
    await person.page.locator(place).getByText(words).first().waitFor();
    expect(await broken()).toBeUndefined();
  });

  it('is text in the block editor’s panel', async () => {
    // WordPress 6.1's own title field does not survive such a title.
    newsroom.wordpress.sql(`UPDATE wp_posts SET post_title = 'Plain' WHERE ID = ${post}`);
    await person.openBlockEditor(`post.php?post=${post}&action=edit`);
    await person.sees('failed');
    await person.page.locator('.omeda-status').getByText('Omeda <img').first().waitFor();
    expect(await broken()).toBeUndefined();
  });

  it('does not get into the mail’s document', () => {
    const sent = newsroom.wordpress.sql(
      `SELECT body FROM wp_omeda_outbox WHERE post_id = ${post} AND body IS NOT NULL`,
    );
    const { html } = (JSON.parse(sent) as { post: { html: string } }).post;
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/<img[^>]*onerror/);
  });
});
