import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { record } from './figures.js';
import { Newsroom } from './newsroom.js';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open();
});
beforeEach(async () => {
  await newsroom.door.set('open');
  await newsroom.resetBreaker();
});
afterAll(() => newsroom?.close());

const outbox = (state: string) =>
  Number(newsroom.wordpress.sql(`SELECT COUNT(*) FROM wp_omeda_outbox WHERE state = '${state}'`));

describe('several saves of one post', () => {
  it('five rapid ones make one deployment', async () => {
    const post = await newsroom.write();
    for (let n = 1; n <= 5; n += 1) await newsroom.change(post, { content: `<p>draft ${n}</p>` });
    await newsroom.received();
    await newsroom.untilStatus(post, 'content-updated');
    expect(newsroom.deploymentsOf(post)).toHaveLength(1);
    expect(newsroom.deploymentsOf(post)[0]?.html).toContain('draft 5');
    record('five-rapid-saves', { deployments: newsroom.deploymentsOf(post).length });
  });

  it('eight parallel ones make one deployment with the last content', async () => {
    const post = await newsroom.write({ status: 'draft' });
    const texts = Array.from({ length: 8 }, (_, n) => `<p>parallel ${n}</p>`);
    await Promise.all(texts.map((content) => newsroom.change(post, { content })));
    await newsroom.received();
    const kept = newsroom.wordpress.sql(`SELECT post_content FROM wp_posts WHERE ID = ${post}`);
    await newsroom.untilStatus(post, 'content-updated');
    expect(newsroom.deploymentsOf(post)).toHaveLength(1);
    await newsroom.world.until('the last content is at Omeda', async () => {
      return newsroom.deploymentsOf(post)[0]?.html?.includes(kept) === true;
    });
    record('eight-parallel-saves', { deployments: newsroom.deploymentsOf(post).length });
  });

  it('eight first ones at once agree on one newsletter', async () => {
    const post = await newsroom.written('not yet a newsletter');
    const texts = Array.from({ length: 8 }, (_, n) => `<p>first ${n}</p>`);
    await Promise.all(texts.map((content) => newsroom.change(post, { content })));
    await newsroom.received();
    const rows = await newsroom.store(`SELECT 1 FROM deployment_status WHERE post_id = ${post}`);
    expect(rows).toHaveLength(1);
  });
});

describe('while the gateway is down', () => {
  it('100 saves of 100 posts succeed, and arrive in order, each once, when it is back', async () => {
    await newsroom.received();
    const before = (await newsroom.taken()).length;
    await newsroom.door.set('closed');
    const posts: number[] = [];
    for (let n = 1; n <= 100; n += 1) posts.push(await newsroom.write({ title: `Outage ${n}` }));
    await newsroom.wordpress.cron();
    expect(await newsroom.taken()).toHaveLength(before);
    await newsroom.door.set('open');
    await newsroom.drainAll();
    const events = (await newsroom.taken()).slice(before);
    expect(events.map(({ post }) => post)).toEqual(posts);
    const sequences = events.map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    record('outage-100-saves', { saved: posts.length, delivered: events.length, inOrder: true });
  });

  it('of several saves of one post the last is enough, and edges stay', async () => {
    const post = await newsroom.write();
    await newsroom.received();
    await newsroom.door.set('closed');
    await newsroom.change(post, { content: '<p>1</p>' });
    await newsroom.change(post, { content: '<p>2</p>' });
    await newsroom.change(post, { status: 'publish' });
    await newsroom.change(post, { content: '<p>3</p>' });
    await newsroom.change(post, { content: '<p>4</p>' });
    await newsroom.door.set('open');
    await newsroom.drainAll();
    expect(await newsroom.types(post)).toEqual(['post.saved', 'post.published', 'post.saved']);
  });
});

describe('while the gateway hangs', () => {
  it('no save waits for it, and after three tries none is made for a minute', async () => {
    await newsroom.received();
    await newsroom.door.set('hanging');
    await newsroom.wordpress.php(
      "OmedaNewsletterConnector\\Plugin::get()->parts()->settings()->save(['timeout' => 1]);",
    );
    const post = await newsroom.write({ title: 'Written meanwhile' });
    for (let n = 1; n <= 3; n += 1) await newsroom.tryNow();
    const tries = Number(newsroom.wordpress.sql('SELECT MAX(attempts) FROM wp_omeda_outbox'));
    expect(tries).toBe(3);
    await newsroom.tryNow();
    expect(Number(newsroom.wordpress.sql('SELECT MAX(attempts) FROM wp_omeda_outbox'))).toBe(3);
    const shown = await newsroom.wordpress.rest<{ outbox: { lastError: string }[] }>(
      'GET',
      `omeda-newsletter-connector/v1/posts/${post}/status`,
    );
    expect(shown.body).toMatchObject({
      gateway: 'away',
      outbox: [
        { type: 'post.saved', state: 'waiting', lastError: 'The gateway did not answer in time.' },
      ],
    });
    await newsroom.door.set('open');
    await newsroom.resetBreaker();
    await newsroom.drainAll();
    expect(await newsroom.types(post)).toEqual(['post.saved']);
  });
});

describe('what the gateway answers', () => {
  it('401: the line stops, the administrator is told; a mended secret heals it', async () => {
    await newsroom.setSecret(`whsec_${Buffer.alloc(32, 9).toString('base64')}`);
    const first = await newsroom.write();
    const second = await newsroom.write();
    await newsroom.wordpress.cron();
    const route = 'omeda-newsletter-connector/v1/outbox';
    const { body } = await newsroom.wordpress.rest('GET', route);
    expect(body).toMatchObject({ obstacle: 'stopped', summary: { waiting: 2 } });
    expect(String(body['message'])).toContain('signing secret');
    await newsroom.setSecret(undefined);
    await newsroom.drainAll();
    expect([await newsroom.types(first), await newsroom.types(second)]).toEqual([
      ['post.saved'],
      ['post.saved'],
    ]);
  });

  it('413: that one waits for a person, the next one goes on', async () => {
    const large = await newsroom.write({ content: `<p>${'x'.repeat(2_100_000)}</p>` });
    const next = await newsroom.write();
    expect(await newsroom.types(next)).toEqual(['post.saved']);
    expect(await newsroom.types(large)).toEqual([]);
    expect(outbox('parked')).toBe(1);
    const shown = await newsroom.wordpress.rest(
      'GET',
      `omeda-newsletter-connector/v1/posts/${large}/status`,
    );
    expect(JSON.stringify(shown.body['outbox'])).toContain('CONTENT_LIMIT_BYTES');
    await newsroom.change(large, { content: '<p>Short.</p>' });
    expect(await newsroom.types(large)).toEqual(['post.saved']);
  });

  it('429 or 503 with Retry-After: it comes again then, and not before', async () => {
    await newsroom.door.set({ status: 503, headers: { 'retry-after': '120' } });
    const post = await newsroom.write();
    await newsroom.wordpress.cron();
    const waits = newsroom.wordpress.sql(
      `SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), next_attempt_at) FROM wp_omeda_outbox WHERE post_id = ${post}`,
    );
    expect(Number(waits)).toBeGreaterThan(60);
    expect(Number(waits)).toBeLessThanOrEqual(120);
    await newsroom.door.set('open');
    expect(await newsroom.types(post)).toEqual([]);
    await newsroom.drainAll();
    expect(await newsroom.types(post)).toEqual(['post.saved']);
  });

  it('410: the line stops until somebody asks for a try', async () => {
    await newsroom.door.set({ status: 410 });
    const post = await newsroom.write();
    await newsroom.wordpress.cron();
    const route = 'omeda-newsletter-connector/v1/outbox';
    expect((await newsroom.wordpress.rest('GET', route)).body).toMatchObject({
      obstacle: 'stopped',
    });
    await newsroom.door.set('open');
    await newsroom.tryNow();
    expect(await newsroom.taken(post)).toEqual([]);
    await newsroom.resetBreaker();
    await newsroom.drainAll();
    expect(await newsroom.types(post)).toEqual(['post.saved']);
  });

  it('lost on its way back: the same event is sent again, signed anew, and counts once', async () => {
    const post = await newsroom.write();
    await newsroom.received();
    newsroom.wordpress.sql(
      `UPDATE wp_omeda_outbox SET state = 'waiting', delivered_at = NULL WHERE post_id = ${post}`,
    );
    await newsroom.drainAll();
    expect(await newsroom.types(post)).toEqual(['post.saved']);
    expect(outbox('waiting')).toBe(0);
  });
});

describe('synchronous mode', () => {
  it('answers a save when nothing is due any more', async () => {
    await newsroom.wordpress.php(
      "OmedaNewsletterConnector\\Plugin::get()->parts()->settings()->save(['mode' => 'sync', 'sync_wait' => 30]);",
    );
    const post = await newsroom.write({ title: 'At once' });
    expect(await newsroom.statusOf(post)).toBe('content-updated');
    await newsroom.wordpress.php(
      "OmedaNewsletterConnector\\Plugin::get()->parts()->settings()->save(['mode' => 'async']);",
    );
    expect(newsroom.deploymentsOf(post)).toHaveLength(1);
  });
});

describe('a copy of the site at another address', () => {
  it('hands over nothing until somebody confirms it', async () => {
    await newsroom.received();
    const before = (await newsroom.taken()).length;
    const pin = (url: string) =>
      newsroom.wordpress.php(
        `update_option('omeda_connector_pin', ['url' => $argv[1]] + get_option('omeda_connector_pin'));`,
        [url],
      );
    await pin('https://daily.example');
    const post = await newsroom.write();
    await newsroom.wordpress.cron();
    expect(await newsroom.taken()).toHaveLength(before);
    expect(outbox('dry')).toBe(1);
    const action = `omeda-newsletter-connector/v1/posts/${post}/actions/sync-now`;
    expect((await newsroom.wordpress.rest('POST', action)).status).toBe(409);
    const test = await newsroom.wordpress.rest(
      'POST',
      'omeda-newsletter-connector/v1/connection/test',
      { body: { confirm: true } },
    );
    expect(test.body).toMatchObject({ ok: true, dryRun: false });
    await newsroom.change(post, { title: 'From here on' });
    expect(await newsroom.types(post)).toEqual(['post.saved']);
  });
});
