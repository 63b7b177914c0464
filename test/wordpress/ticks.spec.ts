import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consentSent } from './consents.js';
import { Newsroom } from './newsroom.js';

const TICK = '_omeda_connector_newsletter';
const parts = 'OmedaNewsletterConnector\\Plugin::get()->parts()';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ settings: { every_post: [] } });
});
afterAll(() => newsroom?.close());

const everyPost = async () =>
  JSON.parse(
    await newsroom.wordpress.php(`echo wp_json_encode(${parts}->settings()->get('every_post'));`),
  ) as string[];

describe('on a new site', () => {
  it('a post is a newsletter when a person who may send ticks it', async () => {
    const post = await newsroom.write({ status: 'publish' });
    expect(await newsroom.types(post)).toEqual([]);
    const ticked = await newsroom.write({ status: 'publish', meta: { [TICK]: true } });
    expect(await consentSent(newsroom, ticked)).toMatchObject({ mode: 'publish' });
    const refused = await newsroom.wordpress.rest('POST', 'wp/v2/posts', {
      body: { title: 'x', content: 'x', status: 'publish', meta: { [TICK]: true } },
      as: 'author',
    });
    expect(refused.status).toBe(403);
  });

  it('ticked later it waits for a person; unticked, what was scheduled is withdrawn', async () => {
    const late = await newsroom.write({ status: 'publish' });
    await newsroom.change(late, { meta: { [TICK]: true } });
    expect(await consentSent(newsroom, late)).toBeNull();
    await newsroom.untilStatus(late, 'archived');

    const post = await newsroom.write({ status: 'publish', meta: { [TICK]: true } });
    await newsroom.received();
    await newsroom.untilStatus(post, 'scheduled');
    await newsroom.change(post, { meta: { [TICK]: false } });
    expect(await consentSent(newsroom, post)).toBeNull();
    await newsroom.untilStatus(post, 'no-type');
    await newsroom.world.until('it is off the schedule', async () => {
      return newsroom.deploymentsOf(post)[0]?.scheduledDate === undefined;
    });
  });
});

describe('a site from before the box existed', () => {
  it('keeps every post a newsletter; a post type that it chooses later is ticked', async () => {
    await newsroom.wordpress.php(
      `$settings = get_option('omeda_connector_settings');
       unset($settings['every_post']);
       update_option('omeda_connector_settings', $settings);
       update_option('omeda_connector_schema', 2);`,
    );
    expect(await everyPost()).toEqual(['post']);
    const post = await newsroom.write({ status: 'publish' });
    expect(await consentSent(newsroom, post)).toMatchObject({ mode: 'publish' });
  });

  it('hands over rows from before the update unchanged: without the field', async () => {
    await newsroom.door.set('closed');
    const post = await newsroom.write({ status: 'publish', title: 'In mid-flight' });
    newsroom.wordpress.sql(
      `UPDATE wp_omeda_outbox SET snapshot = JSON_REMOVE(snapshot, '$.post.consent') WHERE post_id = ${post}`,
    );
    await newsroom.door.set('open');
    await newsroom.drainAll();
    const body = newsroom.wordpress.sql(`SELECT body FROM wp_omeda_outbox WHERE post_id = ${post}`);
    expect((JSON.parse(body) as { post: object }).post).not.toHaveProperty('consent');
    await newsroom.untilStatus(post, 'scheduled');
  });
});
