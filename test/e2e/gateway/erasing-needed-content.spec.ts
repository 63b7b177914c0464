import { Erasures } from '#event-store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OPERATOR_KEY, SITE } from '../sites.js';
import type { Post } from '../post.js';
import { type World, startWorld } from '../world.js';
import { ask } from './fixtures.js';

let world: World;
let post: Post;

beforeEach(async () => {
  world = await startWorld();
  post = world.post();
});

afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
});

function erase() {
  const path = `/v1/sites/${SITE}/posts/${post.id}/erase`;
  return ask(world.newsroom.url, path, { method: 'POST', key: OPERATOR_KEY });
}

const NEEDED = {
  status: 409,
  body: { because: expect.stringMatching(/needs the content\. Cancel/) },
};

describe('erasing what a newsletter in progress needs', () => {
  it('is refused while an edit unschedules it, and it is sent as edited', async () => {
    await post.published('text');
    await post.carriedTo('scheduled');
    await post.updated('edited text');
    expect((await post.status()).due?.step).toBe('unschedule');
    expect(await erase()).toMatchObject(NEEDED);
    await post.carriedTo('sent');
    expect(world.deployments()[0]?.html).toContain('edited text');
    expect((await erase()).status).toBe(200);
  });

  it('is refused if it is published at the same moment', async () => {
    await post.saved('text');
    await post.carriedTo('content-updated');
    vi.spyOn(Erasures.prototype, 'erase').mockImplementationOnce(async function (
      this: Erasures,
      ...given
    ) {
      await post.published('text');
      return new Erasures(world.newsroom.store.dataSource).erase(...given);
    });
    expect(await erase()).toMatchObject(NEEDED);
    await post.carriedTo('scheduled');
  });

  it('is done while it is held', async () => {
    await post.published('text');
    await post.carriedTo('scheduled');
    await post.updated('edited text');
    expect((await post.act('hold')).status).toBe(202);
    expect((await erase()).status).toBe(200);
  });
});
