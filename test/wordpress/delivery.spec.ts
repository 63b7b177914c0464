import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { record } from './figures.js';
import { bodiesOf } from './consents.js';
import { Newsroom } from './newsroom.js';
import { pinTo } from './pin.js';

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
    const content = newsroom.wordpress.sql(`SELECT post_content FROM wp_posts WHERE ID = ${post}`);
    const kept = /parallel \d/.exec(content)?.[0] ?? 'nothing';
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

  it('of several saves of one post the last is enough, named by what happened', async () => {
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
    expect(await newsroom.types(post)).toEqual(['post.saved', 'post.published']);
    expect(bodiesOf(newsroom.wordpress, post).at(-1)?.post.html).toContain('4');
  });
});

describe('a process that died before it had made the body', () => {
  const claimed = (post: number) =>
    newsroom.wordpress.sql(
      `UPDATE wp_omeda_outbox SET attempts = 1, lock_token = 'dead',
       locked_until = UTC_TIMESTAMP() - INTERVAL 1 SECOND WHERE post_id = ${post} AND state = 'waiting'`,
    );

  it('hands over nothing that a later save has replaced', async () => {
    const post = await newsroom.write({ content: '<p>1</p>' });
    claimed(post);
    await newsroom.change(post, { content: '<p>2</p>' });
    expect(await newsroom.received(post)).toHaveLength(1);
    expect(bodiesOf(newsroom.wordpress, post)[0]?.post.html).toContain('2');
  });

  it("and the database's state since then is delivered", async () => {
    const post = await newsroom.write({ content: '<p>1</p>' });
    claimed(post);
    newsroom.wordpress.sql(
      `UPDATE wp_posts SET post_content = '<p>By another</p>' WHERE ID = ${post}`,
    );
    expect(await newsroom.received(post)).toHaveLength(1);
    expect(bodiesOf(newsroom.wordpress, post)[0]?.post.html).toContain('By another');
  });
});

describe('while the gateway hangs', () => {
  it('no save waits for it, and after three attempts none is made for a minute', async () => {
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
        { type: 'post.saved', state: 'waiting', lastError: 'The gateway did not respond in time.' },
      ],
    });
    await newsroom.door.set('open');
    await newsroom.resetBreaker();
    await newsroom.drainAll();
    expect(await newsroom.types(post)).toEqual(['post.saved']);
  });
});

describe('synchronous mode', () => {
  it('responds to a save when nothing is due any more', async () => {
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
  it('hands over nothing until a person confirms it', async () => {
    await newsroom.received();
    const before = (await newsroom.taken()).length;
    await pinTo(newsroom.wordpress, 'https://daily.example');
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
