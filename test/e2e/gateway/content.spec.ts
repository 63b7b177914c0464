import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SITE_KEY } from '../sites.js';
import { type World, startWorld } from '../world.js';
import { ask } from './fixtures.js';

let world: World;

beforeAll(async () => void (world = await startWorld({ factor: 0.002 })));

afterAll(() => world?.close());

async function content(id: string, query = '') {
  const path = `/v1/deployments/${id}/content${query}`;
  return ask(world.newsroom.url, path, { key: SITE_KEY });
}

describe('the content of a newsletter', () => {
  it('is shown for each revision, beside what Omeda holds', async () => {
    const post = world.post();
    const { answer } = await post.saved('One');
    const id = String(answer.deploymentId);
    const before = await content(id);
    expect(before.body).toMatchObject({ revision: 1, omeda: null, differs: null });
    await post.until('content-updated');
    const { body } = await content(id, '?revision=1');
    expect(body).toMatchObject({
      revision: 1,
      subject: 'Morning news',
      preheader: 'In short.',
      html: expect.stringContaining('One'),
      text: expect.stringMatching(/One[^]*@\{confirmunsubscribelink\}@/),
      omeda: { html: body['html'], subject: 'Morning news' },
      differs: false,
    });
    const [atOmeda] = world.sandbox.world.deployments.values();
    expect(atOmeda?.content?.text).toBe(body['text']);
    if (atOmeda?.content) atOmeda.content.html += '<!-- edited in the portal -->';
    expect((await content(id)).body).toMatchObject({ differs: true });
  });

  it.each([
    ['?revision=9', 404],
    ['?revision=0', 400],
    ['?version=1', 400],
  ])('is not there for %s', async (query, status) => {
    const { answer } = await world.post(43).saved('One');
    expect((await content(String(answer.deploymentId), query)).status).toBe(status);
  });
});
