import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SITE } from '../e2e/sites.js';
import { bodiesOf } from './consents.js';
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

const setSite = (site: string) =>
  newsroom.wordpress.php(
    "OmedaNewsletterConnector\\Plugin::get()->parts()->settings()->save(['site_id' => $argv[1]]);",
    [site],
  );

describe("the gateway's responses", () => {
  it('401: the line stops, the administrator is notified; a corrected secret fixes it', async () => {
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

  it('404: an unknown site keeps its events until it is added, and says what to do', async () => {
    await setSite('unknown');
    const first = await newsroom.write();
    const second = await newsroom.write();
    await newsroom.wordpress.cron();
    expect([outbox('waiting'), outbox('parked')]).toEqual([2, 0]);
    const path = `omeda-newsletter-connector/v1/posts/${first}/status`;
    const { body } = await newsroom.wordpress.rest('GET', path);
    expect(JSON.stringify(body['outbox'])).toContain(
      'The gateway does not know this site. Compare the site ID in the settings with the gateway’s sites file',
    );
    await setSite(SITE);
    await newsroom.drainAll();
    expect([await newsroom.types(first), await newsroom.types(second)]).toEqual([
      ['post.saved'],
      ['post.saved'],
    ]);
  });

  it('413: the editor gets a plain message, the next one is delivered, and a shorter save fixes it', async () => {
    const large = await newsroom.write({ content: `<p>${'x'.repeat(2_100_000)}</p>` });
    const next = await newsroom.write();
    expect(await newsroom.types(next)).toEqual(['post.saved']);
    expect(await newsroom.types(large)).toEqual([]);
    expect(outbox('parked')).toBe(1);
    const shown = await newsroom.wordpress.rest(
      'GET',
      `omeda-newsletter-connector/v1/posts/${large}/status`,
    );
    expect(JSON.stringify(shown.body['outbox'])).toMatch(
      /This newsletter is too long\. Shorten it and save it again.*CONTENT_LIMIT_BYTES/,
    );
    await newsroom.change(large, { content: '<p>Short.</p>' });
    expect(await newsroom.types(large)).toEqual(['post.saved']);
    expect(outbox('parked')).toBe(0);
  });

  it('422 of a newsletter that takes too long to render: what to do about it, in plain words', async () => {
    const type = 'urn:newsletter-connector:problem:too-complex';
    await newsroom.door.set({
      status: 422,
      body: JSON.stringify({ type, detail: 'Ten seconds.' }),
    });
    const post = await newsroom.write();
    await newsroom.wordpress.cron();
    const { body } = await newsroom.wordpress.rest(
      'GET',
      `omeda-newsletter-connector/v1/posts/${post}/status`,
    );
    expect(JSON.stringify(body['outbox'])).toMatch(
      /Simplify it and save it again; the rest is automatic\..*Ten seconds\./,
    );
    await newsroom.door.set('open');
    await newsroom.change(post, { content: '<p>Plain.</p>' });
    expect(await newsroom.types(post)).toEqual(['post.saved']);
    expect(outbox('parked')).toBe(0);
  });

  it('400: the editor learns which field of the post it is', async () => {
    await newsroom.door.set({
      status: 400,
      body: JSON.stringify({
        detail: 'The event is not as it should be.',
        errors: [{ field: 'post.title', problem: 'is too long', cure: 'Shorten it' }],
      }),
    });
    const post = await newsroom.write();
    await newsroom.wordpress.cron();
    const words = newsroom.wordpress.sql(
      `SELECT last_error FROM wp_omeda_outbox WHERE post_id = ${post}`,
    );
    expect(words).toContain('This save was rejected because of: title.');
    expect(words).toContain('For your administrator: The event is not as it should be.');
    await newsroom.door.set('open');
    await newsroom.change(post, { title: 'Shorter' });
    expect(await newsroom.types(post)).toEqual(['post.saved']);
    expect(outbox('parked')).toBe(0);
  });

  it('a title counts as the gateway counts: an emoji is two', async () => {
    const post = await newsroom.write({ title: '🌞'.repeat(600) });
    expect(await newsroom.types(post)).toEqual(['post.saved']);
    expect(bodiesOf(newsroom.wordpress, post)[0]?.post.title).toBe('🌞'.repeat(500));
  });

  it('429 or 503 with Retry-After: it is retried then, and not before', async () => {
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

  it('410: the line stops until a person requests an attempt', async () => {
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

  it('lost in transit: the same event is sent again, with a new signature, and counts once', async () => {
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
