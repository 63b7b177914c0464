import { afterEach, beforeEach, expect, it } from 'vitest';
import { Door } from '../wordpress/door.js';
import type { Post } from './post.js';
import { type World, startWorld } from './world.js';

let door: Door;
let world: World;

beforeEach(async () => {
  door = await Door.to('http://127.0.0.1:9');
  // Real delays: without a callback, nothing would poll within the minute.
  world = await startWorld({ audienceLoadMs: 300, publicUrl: door.url });
  door.leadTo(world.newsroom.url);
});

afterEach(async () => {
  await world.close();
  await door.close();
});

const asked = () =>
  world.sandbox.world.ledger.entries.filter(({ call }) => call === 'audience-status');

const lists = () =>
  [...world.sandbox.world.deployments.values()].flatMap(({ list }) => (list ? [list] : []));

const reports = async (post: Post) =>
  (await post.events()).filter(({ type }) => type === 'AudienceReported').length;

/** Until its audience is ready; time passes for everything else. */
async function saved(post: Post): Promise<void> {
  await post.saved('text');
  await post.until('audience-ready', undefined, async ({ due }) => {
    const waitMs = due ? Date.parse(due.at) - (await world.nowMs()) : 0;
    if (due?.step !== 'await-audience' && waitMs > 0) await world.pass(waitMs);
  });
}

it('Omeda calls back, and nobody polls for an audience until then', async () => {
  const post = world.post();
  await saved(post);

  expect(await reports(post)).toBe(1);
  expect(asked()).toHaveLength(1);
});

it('a callback at an unknown address gets a 404, and changes nothing', async () => {
  const post = world.post();
  await saved(post);
  const url = lists()[0]?.callbacks?.[0]?.url ?? '';
  const wrong = [`${url}x`, url.replace(/[^/]+$/, 'guessed'), url.replace(/\/\d+\//, '/99/')];
  const before = await reports(post);
  expect(before).toBe(1);
  for (const address of wrong) {
    expect((await fetch(address, { method: 'POST' })).status).toBe(404);
  }
  expect((await fetch(url, { method: 'POST', body: 'no JSON at all' })).status).toBe(204);
  expect(await reports(post)).toBe(before);
});
