import { afterEach, beforeEach, expect, it } from 'vitest';
import { Door } from '../wordpress/door.js';
import { type World, startWorld } from './world.js';

let door: Door;
let world: World;

beforeEach(async () => {
  door = await Door.to('http://127.0.0.1:9');
  // Real delays: without a callback, nobody would ask within the minute.
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

it('Omeda calls back, and nobody polls for an audience until then', async () => {
  const post = world.post();
  await post.saved('text');
  await post.carriedTo('audience-assigned');
  await post.until('audience-ready');

  const types = (await post.events()).map(({ type }) => type);
  expect(types.filter((type) => type === 'AudienceReported')).toHaveLength(1);
  expect(asked()).toHaveLength(1);
});

it('a callback at an address that no call named is answered 404, and changes nothing', async () => {
  const post = world.post();
  await post.saved('text');
  await post.carriedTo('audience-ready');
  const url = lists()[0]?.callbacks?.[0]?.url ?? '';
  const wrong = [`${url}x`, url.replace(/[^/]+$/, 'guessed'), url.replace(/\/\d+\//, '/99/')];
  const before = (await post.events()).length;
  for (const address of wrong) {
    expect((await fetch(address, { method: 'POST' })).status).toBe(404);
  }
  expect((await fetch(url, { method: 'POST', body: 'no JSON at all' })).status).toBe(204);
  expect((await post.events()).length).toBe(before);
});
