import { afterEach, beforeEach, expect, it } from 'vitest';
import { type World, startWorld } from './world.js';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(() => world.close());

it('a newsletter that was unpublished while its owner was inactive is never plain sent', async () => {
  const post = world.post();
  await post.published('text');
  await post.carriedTo('scheduled');
  const text = "UserId 'ann' is not authorized to unschedule deployment 'FOO1'.";
  world.fail({ call: 'unschedule', status: 400, text, forever: true });
  await post.tell('post.unpublished', 'draft', 'text', {});
  await post.carriedTo('failed');
  await post.carriedTo('sent-after-withdrawal');

  expect(world.deployments()).toMatchObject([{ status: 'Sent' }]);
  const { achieved, wanted } = await post.status();
  expect(wanted.intent).toBe('draft');
  expect(achieved?.sent?.withdrawnAt).toBeDefined();
  const sentences = (await post.history()).map(({ sentence }) => sentence);
  expect(sentences).toContainEqual(expect.stringMatching(/^Sent on .*, although it was withdrawn/));
  const types = (await post.events()).map(({ type }) => type);
  expect(types).not.toContain('DeploymentSent');
  expect(types).not.toContain('Drifted');
});
