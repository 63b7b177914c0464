import { afterEach, beforeEach, expect, it } from 'vitest';
import { SITE_KEY } from './sites.js';
import { type World, startWorld } from './world.js';

const HOUR_MS = 60 * 60_000;

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(() => world.close());

it('a newsletter that was unpublished while its owner was inactive is never plain sent', async () => {
  const post = await sentAfterWithdrawal();

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

it('one so sent needs attention for three days, however long its results are read', async () => {
  const post = await sentAfterWithdrawal();
  const sentAt = (await post.status()).achieved?.sent?.sentAt;
  expect(await groups()).toMatchObject([{ kind: 'sent-after-withdrawal', since: sentAt }]);
  const isRead = async () => (await post.status()).achieved?.results?.hours === 72;
  await post.carriedTo('sent-after-withdrawal', isRead);
  await world.pass(HOUR_MS);
  expect(await groups()).toEqual([]);
});

it('one so sent is marked in the export of results', async () => {
  await sentAfterWithdrawal();
  const response = await fetch(`${world.newsroom.url}/v1/results.csv`, {
    headers: { authorization: `Bearer ${SITE_KEY}` },
  });
  const [header, line] = (await response.text()).split('\n');
  expect(header).toMatch(/,status$/);
  expect(line).toMatch(/,sent-after-withdrawal$/);
});

/** Omeda lets nobody withdraw it. */
async function sentAfterWithdrawal() {
  const post = world.post();
  await post.published('text');
  await post.carriedTo('scheduled');
  const text = "UserId 'ann' is not authorized to unschedule deployment 'FOO1'.";
  world.fail({ call: 'unschedule', status: 400, text, forever: true });
  await post.report('post.unpublished', 'draft', 'text', {});
  await post.carriedTo('failed');
  await post.carriedTo('sent-after-withdrawal');
  return post;
}

async function groups() {
  const response = await fetch(`${world.newsroom.url}/v1/groups`, {
    headers: { authorization: `Bearer ${SITE_KEY}` },
  });
  return ((await response.json()) as { groups: { kind: string; since: string }[] }).groups;
}
