import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './browser-session.js';
import { Newsroom } from './newsroom.js';
import type { User } from './wordpress.js';

type Who = User | null;
const EVERYBODY: Who[] = [null, 'subscriber', 'contributor', 'author', 'editor', 'admin'];
const BASE = 'omeda-newsletter-connector/v1';

let newsroom: Newsroom;
/** Posts of the administrator and of the author. */
let post: number;
let own: number;
beforeAll(async () => {
  newsroom = await Newsroom.open();
  post = await newsroom.write();
  const body = { title: 'By the author', content: '<p>text</p>', status: 'draft' };
  const made = await newsroom.wordpress.rest<{ id: number }>('POST', 'wp/v2/posts', {
    body,
    as: 'author',
  });
  own = made.body.id;
  await newsroom.received();
  await newsroom.untilStatus(own, 'content-updated');
});
afterAll(() => newsroom?.close());

/** By route as WordPress lists it: how it is called, and who may call it. */
const ROUTES: Record<string, [string, () => string, Who[], unknown?][]> = {
  '/posts/(?P<id>\\d+)/status': [
    ['GET', () => `posts/${post}/status`, ['editor', 'admin']],
    ['GET', () => `posts/${own}/status`, ['author', 'editor', 'admin']],
  ],
  '/posts/(?P<id>\\d+)/actions/(?P<action>[a-z-]+)': [
    ...['sync-now', 'retry', 'send-test', 'hold'].flatMap(
      (action): [string, () => string, Who[]][] => [
        ['POST', () => `posts/${post}/actions/${action}`, ['editor', 'admin']],
        ['POST', () => `posts/${own}/actions/${action}`, ['author', 'editor', 'admin']],
      ],
    ),
    ...['resume', 'unschedule', 'send', 'cancel'].map((action): [string, () => string, Who[]] => [
      'POST',
      () => `posts/${own}/actions/${action}`,
      ['editor', 'admin'],
    ]),
  ],
  '/posts/(?P<id>\\d+)/consent': [
    ['POST', () => `posts/${own}/consent`, ['editor', 'admin'], { consents: false }],
  ],
  '/posts/(?P<id>\\d+)/preview': [
    ['POST', () => `posts/${post}/preview`, ['editor', 'admin']],
    ['POST', () => `posts/${own}/preview`, ['author', 'editor', 'admin']],
  ],
  '/statuses': [['GET', () => 'statuses?posts=1', ['contributor', 'author', 'editor', 'admin']]],
  '/omeda-types': [['GET', () => 'omeda-types', ['admin']]],
  '/types': [['GET', () => 'types', ['contributor', 'author', 'editor', 'admin']]],
  '/deployments': [['GET', () => 'deployments', ['editor', 'admin']]],
  '/deployments/retry': [
    [
      'POST',
      () => 'deployments/retry',
      ['editor', 'admin'],
      { ids: ['00000000-0000-4000-8000-000000000000'] },
    ],
  ],
  '/outbox': [['GET', () => 'outbox', ['editor', 'admin']]],
  '/outbox/replay': [['POST', () => 'outbox/replay', ['admin']]],
  '/connection/test': [['POST', () => 'connection/test', ['admin']]],
};

describe('our REST routes', () => {
  it('are all in the table below', async () => {
    const { body } = await newsroom.wordpress.rest<{ routes: Record<string, unknown> }>(
      'GET',
      BASE,
    );
    const known = Object.keys(body.routes).map((route) => route.slice(BASE.length + 1));
    expect(known.filter(Boolean).toSorted()).toEqual(Object.keys(ROUTES).toSorted());
  });

  it.each(Object.keys(ROUTES))('%s: only those with the right', async (route) => {
    for (const [method, path, allowed, body] of ROUTES[route] ?? []) {
      for (const as of EVERYBODY) {
        const { status } = await newsroom.wordpress.rest(method, `${BASE}/${path()}`, { as, body });
        const isDenied = status === 401 || status === 403;
        const seen = { call: `${method} ${path()}`, as, isDenied };
        expect(seen).toEqual({ ...seen, isDenied: !allowed.includes(as) });
        if (as === null) expect(status).toBe(401);
      }
    }
  });

  it('accept no cookie without its nonce, and no forged one', async () => {
    const browser = await Browser.logIn(newsroom.wordpress.url, 'admin');
    const path = `/wp-json/${BASE}/outbox/replay`;
    const call = (headers: Record<string, string>) =>
      browser.ask(path, { method: 'POST', headers });
    expect((await call({})).status).toBe(401);
    expect((await call({ 'x-wp-nonce': '0123456789' })).status).toBe(403);
    expect((await call({ 'x-wp-nonce': await browser.restNonce() })).status).toBe(200);
  });
});

describe('AJAX and form addresses', () => {
  it('of ours are only these two, and neither is open without a login', async () => {
    const hooks = await newsroom.wordpress.php(
      `define('OURS', '/^(wp_ajax_|admin_post_).*omeda/');
       require_once ABSPATH . 'wp-admin/includes/admin.php';
       OmedaNewsletterConnector\\Migration\\ImportPage::register(OmedaNewsletterConnector\\Plugin::get()->parts());
       OmedaNewsletterConnector\\Lists\\RowAction::register();
       echo wp_json_encode(array_values(preg_grep(OURS, array_keys($GLOBALS['wp_filter']))));`,
    );
    expect(JSON.parse(hooks)).toEqual([
      'admin_post_omeda_connector_import',
      'admin_post_omeda_connector_row',
    ]);
  });

  const pages: [string, Who[]][] = [
    ['admin.php?page=omeda-connector', ['editor', 'admin']],
    ['admin.php?page=omeda-connector-settings', ['admin']],
    ['edit.php?post_type=omeda_newsletter', ['admin']],
    ['post-new.php?post_type=omeda_newsletter', ['admin']],
  ];
  it.each(pages)('%s: only those with the right', async (page, allowed) => {
    for (const user of ['subscriber', 'author', 'editor', 'admin'] as const) {
      const browser = await Browser.logIn(newsroom.wordpress.url, user);
      const { status } = await browser.get(`/wp-admin/${page}`);
      expect({ user, status }).toEqual({ user, status: allowed.includes(user) ? 200 : 403 });
    }
    expect(
      (await fetch(`${newsroom.wordpress.url}/wp-admin/${page}`, { redirect: 'manual' })).status,
    ).toBe(302);
  });
});
