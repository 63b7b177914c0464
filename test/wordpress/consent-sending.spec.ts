import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, consentSent, wpDate } from './consents.js';
import { Newsroom } from './newsroom.js';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open();
});
afterAll(() => newsroom?.close());

const consent = (post: number, consents: boolean) =>
  newsroom.wordpress.rest('POST', `omeda-newsletter-connector/v1/posts/${post}/consent`, {
    body: { consents },
    as: 'editor',
  });

async function refused(act: () => Promise<{ status: number }>): Promise<number> {
  await newsroom.wordpress.writeMuPlugin(
    'refuse',
    "add_filter('query', fn($sql) => str_contains($sql, 'INTO wp_omeda_outbox') ? 'INSERT INTO nowhere VALUES (1)' : $sql);",
  );
  const { status } = await act();
  await newsroom.wordpress.writeMuPlugin('refuse', '');
  return status;
}

describe('Send and Undo sending', () => {
  it('say that they failed if the database rejects them, and work on a second attempt', async () => {
    const post = await newsroom.write({ status: 'publish' });
    const first = await consentSent(newsroom, post);
    expect(await refused(() => consent(post, true))).toBe(503);
    await newsroom.change(post, { title: 'Edited' });
    expect(await consentSent(newsroom, post)).toEqual(first);
    expect(await refused(() => consent(post, false))).toBe(503);
    await consent(post, false);
    expect(await consentSent(newsroom, post)).toBeNull();
  });

  it('leave no consent that a later save would carry', async () => {
    const post = await newsroom.write({ status: 'publish', date: '2016-05-05T10:00:00' });
    await newsroom.received();
    expect(await refused(() => consent(post, true))).toBe(503);
    await newsroom.change(post, { title: 'Edited' });
    expect(await consentSent(newsroom, post)).toBeNull();
  });

  it('make one newsletter, however often they are pressed', async () => {
    const post = await newsroom.write({ status: 'publish' });
    await newsroom.received();
    for (const consents of [false, true, true, false, true]) {
      expect((await consent(post, consents)).status).toBe(200);
    }
    expect(await consentSent(newsroom, post)).toMatchObject({ mode: 'publish' });
    await newsroom.untilStatus(post, 'scheduled');
    expect(newsroom.deploymentsOf(post)).toHaveLength(1);
  });
});

describe('an author who reschedules what an editor scheduled', () => {
  it('withdraws the editor’s consent, also if that came from a batch', async () => {
    const made = await newsroom.wordpress.rest<{ id: number }>('POST', 'wp/v2/posts', {
      body: { title: 'Mine', content: 'x' },
      as: 'author',
    });
    const path = `wp/v2/posts/${made.body.id}`;
    const at = { status: 'future', date_gmt: wpDate(Date.now() + DAY_MS) };
    const requests = [at, { title: 'Ours' }].map((body) => ({
      method: 'POST',
      path: `/${path}`,
      body,
    }));
    await newsroom.wordpress.rest('POST', 'batch/v1', { body: { requests }, as: 'editor' });
    expect(await consentSent(newsroom, made.body.id)).toMatchObject({ by: { name: 'editor' } });
    const body = { date_gmt: wpDate(Date.now() + 2 * DAY_MS) };
    await newsroom.wordpress.rest('POST', path, { body, as: 'author' });
    expect(await consentSent(newsroom, made.body.id)).toBeNull();
  });
});
