import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Post } from './post.js';
import { BRAND } from './sites.js';
import { type World, startWorld } from './world.js';

let world: World;
let post: Post;

beforeEach(async () => {
  world = await startWorld();
  post = world.post();
  const brand = world.sandbox.world.brands.get(BRAND);
  if (brand) brand.queries['Misspelled'] = { count: 0, outcome: 'ERROR' };
});

afterEach(() => world.close());

it('an audience query that Omeda cannot run is corrected in the deployment type', async () => {
  await post.saved('text', { type: { audienceQuery: 'Misspelled' } });
  await post.carriedTo('failed');
  await post.saved('text', { type: { audienceQuery: 'Subscribers' } });
  await post.carriedTo('content-updated');
  expect(world.calls('audience-remove')).toHaveLength(1);
});
