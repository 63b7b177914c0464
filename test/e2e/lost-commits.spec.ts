import { afterEach, beforeEach, expect, it } from 'vitest';
import { OPERATOR_KEY } from './sites.js';
import { type World, startWorld } from './world.js';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(() => world.close());

/** As each response says; undefined while the store is unavailable. */
async function epoch(): Promise<unknown> {
  const response = await fetch(`${world.newsroom.url}/v1/events?limit=1`, {
    headers: { authorization: `Bearer ${OPERATOR_KEY}` },
  });
  return response.ok ? ((await response.json()) as { epoch: unknown }).epoch : undefined;
}

it('an epoch begins when the store forgets what was confirmed, and nothing is made twice', async () => {
  const post = world.post();
  await post.saved('text');
  await world.backUp();
  await post.carriedTo('content-updated');
  const before = await epoch();
  const newer = await post.saved('newer text');
  expect(newer.status).toBe(202);
  await world.forget();
  await world.until(
    'a new epoch',
    async () => ![undefined, before].includes((await epoch()) as string),
  );
  await post.saved('newer text', { sequence: 2 });
  await post.carriedTo('content-updated');
  await world.until('the newer text', async () => {
    await post.carriedTo('content-updated');
    return world.deployments()[0]?.html?.includes('newer text') === true;
  });
  expect(world.calls('create')).toHaveLength(1);
});
