import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Newsroom } from './newsroom.js';

/** Any notice of PHP is a line in a file. */
const NOTICES = `
  set_error_handler(function ($level, $words, $file) {
    if (str_contains($file, 'omeda-newsletter-connector')) {
      file_put_contents(WP_CONTENT_DIR . '/notices.log', "$words in $file\\n", FILE_APPEND);
    }
    return false;
  });`;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ muPlugin: NOTICES });
});
beforeEach(() => newsroom.resetBreaker());
afterEach(async () => {
  await newsroom.door.set('open');
  expect(await notices()).toBe('');
});
afterAll(() => newsroom?.close());

const notices = () =>
  newsroom.wordpress.php(
    "$file = WP_CONTENT_DIR . '/notices.log'; if (is_file($file)) { readfile($file); unlink($file); }",
  );

const answer = (status: number, body: unknown) =>
  newsroom.door.set({ status, body: typeof body === 'string' ? body : JSON.stringify(body) });

const CASES = [
  ['GET', 'posts/{post}/status'],
  ['GET', 'deployments'],
  ['GET', 'omeda-types?refresh=true'],
  ['POST', 'connection/test'],
  ['POST', 'posts/{post}/actions/sync-now'],
] as const;

/** Whatever the response is, it is there, in JSON. */
async function ours(method: string, path: string): Promise<void> {
  const answered = await newsroom.wordpress.rest(method, `omeda-newsletter-connector/v1/${path}`);
  expect([path, [200, 400, 404, 409, 502]]).toEqual([
    path,
    expect.arrayContaining([answered.status]),
  ]);
}

/** Possible responses of a proxy, another program, or another version at the gateway's address. */
const ODD = [
  'no JSON <html>',
  'null',
  '"text"',
  '[]',
  '[1, [2], {"a": {}}]',
  { type: ['x'], detail: { a: 1 }, errors: 'all' },
  { errors: [{ field: ['a'], problem: { b: 1 }, cure: null }, 'text', null, 7] },
  { deploymentId: ['x'], status: { a: 1 }, post: { uid: ['x'] }, trackId: [], wanted: 'x' },
  { deploymentId: null, stale: 'yes', highest: ['9'] },
  { deploymentId: 'd', status: null, due: 5, held: 'x', failed: [['words']], post: 'x' },
  { deployments: [null, 1, { post: [] }, { post: { id: ['1'] } }], next: {} },
  { events: [null, { at: ['x'], sentence: {}, actor: 'me' }], items: 'x', deploymentTypes: [[]] },
];

const firstStateOf = (post: number) =>
  newsroom.wordpress.sql(
    `SELECT state FROM wp_omeda_outbox WHERE post_id = ${post} ORDER BY id LIMIT 1`,
  );

/** Only the gateway names the deployment. */
const namesDeployment = (body: unknown) =>
  typeof (body as { deploymentId?: unknown } | null)?.deploymentId === 'string';

describe('a response that is not the gateway’s', () => {
  it.each(ODD.map((body) => [body]))(
    'to an event: %j makes no notice, and loses nothing',
    async (body) => {
      for (const [status, state] of [
        [202, namesDeployment(body) ? 'delivered' : 'waiting'],
        [422, 'parked'],
        [500, 'waiting'],
      ] as const) {
        const post = await newsroom.write();
        await answer(status, body);
        await newsroom.wordpress.cron();
        expect([status, firstStateOf(post)]).toEqual([status, state]);
        newsroom.wordpress.sql('DELETE FROM wp_omeda_outbox');
      }
    },
  );

  it.each([200, 202, 204, 301, 403, 404, 405, 409])(
    'to an event: a page with status %i keeps it and those behind it, and says so',
    async (status) => {
      const first = await newsroom.write({ status: 'publish' });
      const second = await newsroom.write();
      await answer(status, '<html>We are back soon.</html>');
      await newsroom.wordpress.cron();
      expect([firstStateOf(first), firstStateOf(second)]).toEqual(['waiting', 'waiting']);
      const path = `omeda-newsletter-connector/v1/posts/${first}/status`;
      const { body } = await newsroom.wordpress.rest('GET', path);
      expect(JSON.stringify(body['outbox'])).toContain(
        `something else responds at its URL (status ${status})`,
      );
      await newsroom.door.set('open');
      await newsroom.drainAll();
      expect(await newsroom.types(first)).toEqual(['post.published']);
      expect(await newsroom.types(second)).toEqual(['post.saved']);
    },
  );

  it('fails the test of the connection', async () => {
    for (const status of [200, 400]) {
      await answer(status, '[]');
      const path = 'omeda-newsletter-connector/v1/connection/test';
      const { body } = await newsroom.wordpress.rest('POST', path);
      expect(body).toMatchObject({ checks: [expect.anything(), { name: 'signature', ok: false }] });
    }
  });

  it.each(ODD.map((body) => [body]))('to a status request: %j causes no notice', async (body) => {
    const post = await newsroom.write();
    await newsroom.received();
    await answer(200, body);
    for (const [method, path] of CASES) await ours(method, path.replace('{post}', `${post}`));
    await newsroom.wordpress.php("do_action('omeda_connector_refresh');");
  });
});
