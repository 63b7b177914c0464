import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, consentSent, wpDate } from './consents.js';
import { Newsroom } from './newsroom.js';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open();
});
afterEach(() => newsroom.door.set('open'));
afterAll(() => newsroom?.close());

const MORE_THAN_THE_GATEWAY_TAKES = `<p>${'x'.repeat(2_100_000)}</p>`;

/** What Omeda would send of a post. */
const going = (post: number) =>
  newsroom.deploymentsOf(post).filter(({ scheduledDate }) => scheduledDate !== undefined);

async function reconciled(): Promise<void> {
  await newsroom.wordpress.php("do_action('omeda_connector_reconcile');");
  await newsroom.drainAll();
}

/** Exactly one newsletter is sent, at the post's own time, with these words. */
async function goesOutOnce(post: number, date: string, words: string): Promise<void> {
  await newsroom.untilStatus(post, 'scheduled');
  const at = newsroom.world.central(new Date(`${date}Z`).toISOString());
  await newsroom.world.until(`post ${post} goes out at ${at} with ${words}`, async () => {
    const [one] = going(post);
    return one?.scheduledDate === at && one.html?.includes(words) === true;
  });
  expect(newsroom.deploymentsOf(post)).toHaveLength(1);
}

/** On a whole minute: Omeda's times have no seconds. */
const inDays = (days: number) => `${wpDate(Date.now() + days * DAY_MS).slice(0, 16)}:00`;

describe('what causes nothing at Omeda', () => {
  it('a post that is private, behind a password, or in another plugin’s status', async () => {
    await newsroom.wordpress.writeMuPlugin(
      'pitch',
      "add_action('init', fn() => register_post_status('pitch', ['protected' => true]));",
    );
    const posts = [
      await newsroom.write({ status: 'private' }),
      await newsroom.write({ status: 'publish', password: 'secret' }),
      await newsroom.write({ status: 'draft', password: 'secret' }),
    ];
    const pitch = await newsroom.wordpress.php(
      "wp_set_current_user(1); echo wp_insert_post(['post_title' => 'Pitch', 'post_content' => 'x', 'post_status' => 'pitch']);",
    );
    await reconciled();
    for (const post of [...posts, Number(pitch)]) {
      expect(await newsroom.types(post)).toEqual([]);
      expect(newsroom.deploymentsOf(post)).toEqual([]);
    }
    await newsroom.wordpress.writeMuPlugin('pitch', '');
  });

  it('but a status that a filter names is a draft', async () => {
    await newsroom.wordpress.writeMuPlugin(
      'pitch',
      `add_action('init', fn() => register_post_status('pitch', ['protected' => true]));
       add_filter('omeda_connector_statuses', fn($statuses) => [...$statuses, 'pitch']);`,
    );
    const pitch = await newsroom.wordpress.php(
      "echo wp_insert_post(['post_title' => 'Pitch', 'post_content' => 'x', 'post_status' => 'pitch']);",
    );
    const [event] = await newsroom.received(Number(pitch));
    expect(event).toMatchObject({ type: 'post.saved', status: 'draft' });
    await newsroom.wordpress.writeMuPlugin('pitch', '');
  });

  it('a rewrite of a published post, until it replaces that post', async () => {
    const copy = await newsroom.written('A rewrite');
    await newsroom.wordpress.php(
      `add_post_meta(${copy}, '_dp_is_rewrite_republish_copy', '1'); wp_set_current_user(1);`,
    );
    await newsroom.change(copy, { title: 'A rewrite, edited' });
    await newsroom.change(copy, { status: 'publish' });
    await reconciled();
    expect(await newsroom.types(copy)).toEqual([]);
    expect(newsroom.deploymentsOf(copy)).toEqual([]);
  });

  const ARCHIVED: [string, Record<string, unknown>][] = [
    ['by a migration, with its date of 2016', { date: '2016-05-05T10:00:00' }],
    ['without a newsletter, which is chosen later', { meta: { _omeda_connector_type: 'none' } }],
  ];
  it.each(ARCHIVED)('a post published %s', async (_how, changes) => {
    const post = await newsroom.write({ status: 'publish', ...changes });
    await newsroom.change(post, { meta: { _omeda_connector_type: '' } });
    await reconciled();
    await newsroom.untilStatus(post, 'archived');
    expect(going(post)).toEqual([]);
  });

  it('what was scheduled and becomes private or gets a password is withdrawn', async () => {
    for (const change of [{ status: 'private' }, { password: 'secret' }]) {
      const post = await newsroom.write({ status: 'publish', title: 'Not for all' });
      await newsroom.drainAll();
      await newsroom.untilStatus(post, 'scheduled');
      await newsroom.change(post, change);
      await newsroom.drainAll();
      await newsroom.world.until('it is withdrawn', async () => going(post).length === 0);
    }
  });
});

describe('another time that a person chose', () => {
  it('counts though its event was refused, and the corrected save is a plain one', async () => {
    const post = await newsroom.write({ status: 'future', date_gmt: inDays(2) });
    await newsroom.drainAll();
    await goesOutOnce(post, inDays(2), 'All is well.');
    const date = inDays(9);
    await newsroom.change(post, { date_gmt: date, content: MORE_THAN_THE_GATEWAY_TAKES });
    await newsroom.received();
    const parked = `SELECT COUNT(*) FROM wp_omeda_outbox WHERE post_id = ${post} AND state = 'parked'`;
    expect(newsroom.wordpress.sql(parked)).toBe('1');
    await newsroom.change(post, { content: '<p>Mended.</p>' });
    await newsroom.drainAll();
    await goesOutOnce(post, date, 'Mended.');
    // Nobody has to handle the refused one.
    expect(newsroom.wordpress.sql(parked)).toBe('0');
  });

  const OVERTAKEN: [string, Record<string, unknown>, () => Record<string, unknown>][] = [
    ['rescheduled', { status: 'future', date_gmt: inDays(2) }, () => ({ date_gmt: inDays(4) })],
    [
      'published, then set for later',
      { status: 'publish' },
      () => ({ status: 'future', date_gmt: inDays(20) }),
    ],
  ];
  it.each(OVERTAKEN)(
    'counts when it was %s, and a save overtook that',
    async (_what, first, next) => {
      const post = await newsroom.write(first);
      await newsroom.drainAll();
      const change = next();
      await newsroom.change(post, change);
      // Its event is lost.
      newsroom.wordpress.sql(
        `UPDATE wp_omeda_outbox SET state = 'superseded' WHERE post_id = ${post} AND state = 'waiting'`,
      );
      await newsroom.change(post, { content: '<p>Later.</p>' });
      await newsroom.drainAll();
      await goesOutOnce(post, String(change['date_gmt']), 'Later.');
    },
  );

  it('counts for "publish now" of what was set for ten days on, its event lost', async () => {
    const post = await newsroom.write({ status: 'future', date_gmt: inDays(10) });
    await newsroom.drainAll();
    await newsroom.change(post, { status: 'publish', date_gmt: wpDate(Date.now()) });
    newsroom.wordpress.sql(
      `UPDATE wp_omeda_outbox SET state = 'superseded' WHERE post_id = ${post} AND state = 'waiting'`,
    );
    await newsroom.change(post, { content: '<p>Now.</p>' });
    const consent = await consentSent(newsroom, post);
    expect(consent?.mode).toBe('publish');
    await newsroom.untilStatus(post, 'scheduled');
    const delayed = Date.parse(consent?.at ?? '') + 30 * 60_000;
    const [one] = going(post);
    const minutes = [0, 1].map((more) =>
      newsroom.world.central(new Date(delayed + more * 60_000).toISOString()),
    );
    expect(minutes).toContain(one?.scheduledDate);
    expect(newsroom.deploymentsOf(post)).toHaveLength(1);
  });
});
