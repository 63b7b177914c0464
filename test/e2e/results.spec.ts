import { afterEach, beforeEach, expect, it } from 'vitest';
import { SITE_KEY } from './sites.js';
import { type World, startWorld } from './world.js';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(() => world.close());

const HOURS = [1, 6, 24, 72];
const results = async (post: ReturnType<World['post']>) =>
  (await post.status()).achieved?.results ?? undefined;

it('the results of a sent newsletter are read four times, announced, and exported', async () => {
  const post = world.post();
  await post.published('<a href="https://example.org/story">Story</a>', { title: '=Morning' });
  await post.carriedTo('sent', async () => (await results(post))?.hours === 72);

  const events = (await post.events()).filter(({ type }) => type === 'ResultsRecorded');
  expect(events.map(({ data }) => (data as { hours: number }).hours)).toEqual(HOURS);
  expect(await post.status()).toMatchObject({ status: 'sent', due: null });
  const { sentCount, links } = (await results(post)) ?? {};
  expect(sentCount).toBeGreaterThan(0);
  expect(links?.map(({ url }) => url)).toContain('https://example.org/story');

  const answer = await fetch(`${world.newsroom.url}/v1/results.csv`, {
    headers: { authorization: `Bearer ${SITE_KEY}` },
  });
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const [header, line] = (await answer.text()).split('\n');
  expect(header).toMatch(/^site,brand,postId,title,trackId,sentAt,hours,sent,bounced,uniqueOpens/);
  expect(line).toMatch(new RegExp(`,'=Morning,.*,72,${sentCount},.*,sent$`));
});
