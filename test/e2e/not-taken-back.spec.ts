import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Post } from './post.js';
import { OPERATOR_KEY, SITE_KEY } from './sites.js';
import { type World, startWorld } from './world.js';

const MINUTE_MS = 60_000;
const UNAUTHORIZED = "UserId 'owner' is not authorized to unschedule deployment 'FOO1'.";

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(() => world.close());

describe('a newsletter that Omeda sends although it was withdrawn', () => {
  it.each([
    ['the editor', (post: Post) => post.report('post.unpublished', 'draft', 'text', {}), 'failed'],
    ['a person', (post: Post) => post.act('unschedule'), 'held'],
  ])('by %s is reported with the time at which Omeda sends it', async (_who, withdraw, status) => {
    const post = await scheduled(60);
    world.fail({ call: 'unschedule', status: 400, text: UNAUTHORIZED, forever: true });
    await withdraw(post);
    await post.carriedTo(status, async () => (await post.status()).failed !== null);
    const title = expect.stringMatching(
      /^Omeda sends it in .* although it was to be taken back: Unscheduling: .*not authorized/,
    );
    const actions = ['retry', 'sync-now'];
    expect(await groups()).toMatchObject([{ kind: 'not-taken-back', title, count: 1, actions }]);
    expect(await checks()).toContainEqual({
      name: 'not taken back',
      state: 'fault',
      words: expect.stringMatching(/^1 newsletter of DEMO could not be taken back: Omeda sends it/),
      cure: expect.stringContaining('Omeda’s portal'),
    });
    expect(await seconds()).toBeGreaterThan(0);
    world.heal();
    await post.act('retry');
    await world.until(
      'it is withdrawn',
      async () => (await post.status()).achieved?.scheduled === null,
    );
    expect(await groups()).not.toContainEqual(expect.objectContaining({ kind: 'not-taken-back' }));
    expect(await seconds()).toBeUndefined();
  });

  it('is not reported while the call is retried and the send time is far', async () => {
    const post = await scheduled(60);
    world.fail({ call: 'unschedule', status: 503, text: 'Later.', count: 1 });
    await post.report('post.unpublished', 'draft', 'text', {});
    await post.carriedTo('scheduled', async () => (await post.status()).lastError !== null);
    expect(await seconds()).toBeUndefined();
  });

  it('is reported at the first failure if it is sent within minutes', async () => {
    const post = await scheduled(9);
    world.fail({ call: 'unschedule', status: 503, text: 'Later.', forever: true });
    await post.report('post.unpublished', 'draft', 'text', {});
    await world.until('it is reported', async () => (await seconds()) !== undefined);
    expect(await groups()).toMatchObject([
      { kind: 'not-taken-back', nextSendAt: expect.any(String) },
    ]);
  });
});

async function scheduled(minutes: number): Promise<Post> {
  const post = world.post();
  const sendAt = new Date((await world.nowMs()) + minutes * MINUTE_MS).toISOString();
  await post.scheduledFor(sendAt, 'text');
  await post.carriedTo('scheduled');
  return post;
}

/** The metric's value for the brand, if any. */
async function seconds(): Promise<number | undefined> {
  const text = await (await fetch(`${world.newsroom.url}/metrics`)).text();
  const [, value] = /^newsletter_not_taken_back_seconds\{brand="DEMO"\} (\S+)/m.exec(text) ?? [];
  return value === undefined ? undefined : Number(value);
}

async function groups() {
  return (await ask('/v1/groups', SITE_KEY))['groups'];
}

async function checks() {
  return (await ask('/v1/doctor', OPERATOR_KEY))['checks'];
}

async function ask(path: string, key: string): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${world.newsroom.url}${path}`, { headers });
  return (await response.json()) as Record<string, unknown>;
}
