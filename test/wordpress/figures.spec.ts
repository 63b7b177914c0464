import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './browser-session.js';
import { median, quantile, record } from './figures.js';
import { Newsroom } from './newsroom.js';
import { Wordpress } from './wordpress.js';

/** Records how long our part of each save took: in its hook, and at the end of the request. */
const STOPWATCH = `
  function stopwatch($name, $is_end) {
    static $spent = [], $since = [];
    if (!$is_end) { $since[$name] = hrtime(true); return; }
    $spent[$name] = ($spent[$name] ?? 0) + (hrtime(true) - $since[$name]) / 1e6;
    if ('shutdown' === $name && isset($spent['wp_after_insert_post'])) {
      file_put_contents(WP_CONTENT_DIR . '/hook.log', array_sum($spent) . "\\n", FILE_APPEND);
    }
  }
  foreach (['wp_after_insert_post' => 20, 'shutdown' => 1000] as $name => $ours) {
    add_action($name, fn() => stopwatch($name, false), $ours - 1, 0);
    add_action($name, fn() => stopwatch($name, true), $ours + 1, 0);
  }`;
const SAVES = 30;
const BULK = 20;
const BULK_ROUNDS = 5;
const FOUR_KB = `<p>${'All is well. '.repeat(310)}</p>`;

let newsroom: Newsroom;
let plain: Wordpress;
beforeAll(async () => {
  newsroom = await Newsroom.open({ muPlugin: STOPWATCH, debug: false });
  plain = await Wordpress.start({ withPlugin: false, debug: false });
});
afterAll(async () => {
  await newsroom?.close();
  await plain?.close();
});

describe('the cost of a save, compared with one without the plugin', () => {
  it.each([['open'], ['closed'], ['hanging']] as const)('with the gateway %s', async (mode) => {
    await newsroom.door.set(mode);
    const pairs: [number, number][] = [];
    for (let n = 0; n < SAVES; n += 1) pairs.push([await draft(plain), await draft()]);
    const log = join(newsroom.wordpress.root, 'wp-content/hook.log');
    writeFileSync(log, '');
    const times: { plain: number; ours: number }[] = [];
    for (const [other, own] of pairs) {
      times.push({ plain: await save(plain, other), ours: await save(newsroom.wordpress, own) });
    }
    const hook = readFileSync(log, 'utf8').trim().split('\n').map(Number);
    expect(hook).toHaveLength(SAVES);
    // Whatever the gateway does, no save has tried to reach it.
    expect(newsroom.wordpress.sql('SELECT MAX(attempts) FROM wp_omeda_outbox')).toBe('0');
    record(`save-gateway-${mode}`, {
      hookMedianMs: median(hook),
      hookP95Ms: quantile(hook, 0.95),
      saveMedianMs: median(times.map(({ ours }) => ours)),
      plainSaveMedianMs: median(times.map((time) => time.plain)),
    });
  });

  it('bulk edit of 20 posts, and the list of them before it', async () => {
    await newsroom.door.set('open');
    const ours = await Browser.logIn(newsroom.wordpress.url, 'admin');
    const other = await Browser.logIn(plain.url, 'admin');
    const rounds: { plain: Bulk; ours: Bulk }[] = [];
    for (let round = 0; round < BULK_ROUNDS; round += 1) {
      // Rows of earlier rounds do not count here.
      await newsroom.received();
      rounds.push({
        plain: await bulk(other, await drafts(plain)),
        ours: await bulk(ours, await drafts(newsroom.wordpress)),
      });
    }
    const published =
      "SELECT COUNT(*) FROM wp_posts WHERE post_type = 'post' AND post_status = 'publish'";
    expect(newsroom.wordpress.sql(`${published} AND post_title = 'Figures'`)).toBe(
      String(BULK * BULK_ROUNDS),
    );
    record('bulk-edit-20', {
      medianMs: median(rounds.map((round) => round.ours.editMs)),
      plainMedianMs: median(rounds.map((round) => round.plain.editMs)),
    });
    // An admin page that delivers waiting rows has a limit for that: a tenth of a second and an attempt.
    record('list-after-20-saves', {
      medianMs: median(rounds.map((round) => round.ours.listMs)),
      plainMedianMs: median(rounds.map((round) => round.plain.listMs)),
    });
  });
});

async function draft(wordpress = newsroom.wordpress): Promise<number> {
  const body = { title: 'Figures', content: FOUR_KB, status: 'draft' };
  const answer = await wordpress.rest<{ id: number }>('POST', 'wp/v2/posts', { body });
  return answer.body.id;
}

async function drafts(wordpress: Wordpress): Promise<number[]> {
  const made: number[] = [];
  for (let n = 0; n < BULK; n += 1) made.push(await draft(wordpress));
  return made;
}

async function save(wordpress: Wordpress, post: number): Promise<number> {
  const start = performance.now();
  const body = { content: `${FOUR_KB}<p>News.</p>` };
  const { status } = await wordpress.rest('POST', `wp/v2/posts/${post}`, { body });
  expect(status).toBe(200);
  return performance.now() - start;
}

type Bulk = { listMs: number; editMs: number };

async function bulk(browser: Browser, posts: number[]): Promise<Bulk> {
  const start = performance.now();
  const nonce = await browser.list();
  const listed = performance.now();
  const { status } = await browser.bulkEdit(posts, 'publish', nonce);
  expect(status).toBeLessThan(400);
  return { listMs: listed - start, editMs: performance.now() - listed };
}
