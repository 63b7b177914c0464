import { afterEach, beforeEach, expect, it } from 'vitest';
import { APP_ID, SITE_KEY } from './sites.js';
import { type World, startWorld } from './world.js';
import { startNewsroom } from './newsroom.js';

type Call = {
  call: string;
  step: string;
  dueId: number;
  class: string;
  status: number | null;
  request: string | null;
  error: string | null;
};

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(() => world.close());

async function callsOf(deploymentId: string): Promise<Call[]> {
  const url = `${world.newsroom.url}/v1/deployments/${deploymentId}/calls?limit=200`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${SITE_KEY}` } });
  expect(answer.status).toBe(200);
  const { calls } = (await answer.json()) as { calls: Call[] };
  return calls.toReversed();
}

it('each call of a newsletter is stored as it was made, also those in progress when a process stops', async () => {
  const post = world.post();
  world.fail({ call: 'content', status: 503, text: 'Down.' });
  await post.published('A story for readers alone.');
  await post.carriedTo('scheduled');
  const { deploymentId } = (await post.status()) as unknown as { deploymentId: string };

  // Calls that are not stored yet are stored then.
  await world.newsroom.close();
  world.newsroom = await startNewsroom({ ...world.settings, databaseUrl: world.database.url });

  const calls = await callsOf(deploymentId);
  const made = calls.filter(({ class: kind }) => kind === 'ok').map(({ call }) => call);
  expect(made).toEqual(
    expect.arrayContaining([
      'create',
      'addAudience',
      'audienceStatus',
      'setContent',
      'sendTest',
      'schedule',
    ]),
  );
  expect(calls.find(({ call }) => call === 'audienceStatus')?.step).toBe('await-audience');
  expect(calls.find(({ class: kind }) => kind !== 'ok')).toMatchObject({
    call: 'setContent',
    step: 'content',
    class: 'transient',
    status: 503,
  });
  const kept = JSON.stringify(calls);
  expect(kept).not.toContain(APP_ID);
  expect(kept).not.toContain('A story for readers');
  expect(kept).not.toMatch(/[\w.]@/);
});
