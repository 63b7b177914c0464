import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Post } from './post.js';
import { type World, startWorld } from './world.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DELAY_MS = 30 * MINUTE;
/** Far from an hour, and long enough for a busy machine. */
const NEAR_MS = 3 * MINUTE;

let world: World;

// Each plays several stories, and time passes meanwhile.
vi.setConfig({ testTimeout: 240_000 });

beforeEach(async () => {
  world = await startWorld({ factor: 0.01, audienceLoadMs: 2_000 });
});

afterEach(() => world.close());

const types = async (post: Post) => (await post.events()).map(({ type }) => type);
const steady = () => world.until('the clock is steady', () => world.isClockSteady());
const unsteady = () => world.until('it jumped', async () => !(await world.isClockSteady()));
/** What should be retried in a minute is retried at once. */
const checkNow = () =>
  world.newsroom.store.dataSource.query('UPDATE tick SET not_before = connector_now()');
const inMinutes = (minutes: number) =>
  new Date(Math.ceil(Date.now() / MINUTE + minutes) * MINUTE).toISOString();

/** Scheduled at Omeda once, at this minute. */
async function scheduledOnce(post: Post, at: string) {
  await post.until('scheduled');
  const { trackId } = await post.status();
  const ours = world.deployments().filter((one) => one.trackId === trackId);
  expect(ours).toMatchObject([{ scheduledDate: world.central(at) }]);
  const recorded = await types(post);
  expect(recorded).not.toContain('DeploymentMissed');
  expect(recorded.filter((type) => type === 'DeploymentCreated')).toHaveLength(1);
}

async function sendAtOf(post: Post): Promise<string> {
  return (await post.status()).wanted.sendAt ?? '';
}

describe('a database clock that jumps for some seconds, an hour ahead and an hour back', () => {
  it('makes no newsletter missed, doubled, or mistimed, whatever its step', async () => {
    const [draft, near, far, polling] = [1, 2, 3, 4].map((id) => world.post(id)) as Four;
    const [soon, late] = [inMinutes(20), inMinutes(21 * 24 * 60)];
    await polling.scheduledFor(soon, 'text');
    await polling.until('audience-assigned');
    await draft.saved('text');
    await near.scheduledFor(soon, 'text');
    await far.scheduledFor(late, 'text');
    const during: { post: Post; published: number }[] = [];
    for (const [round, ms] of [HOUR, -HOUR].entries()) {
      await world.jump(ms);
      const post = world.post(10 + round);
      const published = Date.now();
      expect((await post.published('text')).status).toBe(202);
      expect((await draft.saved(`text ${round}`)).status).toBe(202);
      during.push({ post, published });
      await unsteady();
      await world.until('no call is under way', async () => {
        const all = await Promise.all([draft, near, far, polling].map((one) => one.status()));
        return all.every(({ running }) => !running);
      });
      const calls = world.sandbox.world.ledger.entries.length;
      await world.until('the draft is due', async () => {
        const dues = (await draft.events()).filter((event) => event.type === 'StepDue');
        return Date.parse(dues.at(-1)?.data.dueAt ?? '') < (await world.nowMs()) - SECOND;
      });
      expect(world.sandbox.world.ledger.entries).toHaveLength(calls);
      await world.jump(0);
      await world.steadyAfter(SECOND);
      await steady();
      await world.steadyAfter(MINUTE);
      await checkNow();
    }
    await scheduledOnce(near, soon);
    await scheduledOnce(polling, soon);
    await scheduledOnce(far, late);
    await draft.until('content-updated');
    for (const { post, published } of during) {
      const sendAt = await sendAtOf(post);
      expect(Math.abs(Date.parse(sendAt) - published - DELAY_MS)).toBeLessThan(NEAR_MS);
      await scheduledOnce(post, sendAt);
    }
    expect(world.deployments()).toHaveLength(6);
  });
});

describe('a clock that was an hour ahead long enough to be trusted', () => {
  it('leaves nothing missed, and no time that is wrong, once it is right again', async () => {
    await world.steadyAfter(SECOND);
    const [held, published, draft] = [1, 2, 3].map((id) => world.post(id)) as Three;
    await held.scheduledFor(inMinutes(40), 'text');
    await held.until('scheduled');
    await held.act('hold', { reason: 'Waiting for legal.' });
    await held.until('held', async () => !(await held.status()).achieved?.scheduled);
    await world.jump(HOUR);
    await unsteady();
    await steady();
    await held.until('missed');
    await published.published('text');
    await draft.saved('text');
    await published.until('scheduled');
    const at = Date.now();
    await world.jump(0);
    await unsteady();
    await steady();
    await held.until('held');
    expect((await held.status()).held).toMatchObject({ reason: 'Waiting for legal.' });
    await published.until('scheduled', async () => {
      const { achieved } = await published.status();
      return Date.parse(achieved?.scheduled?.sendAt ?? '') < at + DELAY_MS + NEAR_MS;
    });
    await scheduledOnce(published, await sendAtOf(published));
    await draft.until('content-updated');
    expect((await held.act('resume')).status).toBe(202);
    await held.until('scheduled');
    expect(world.deployments()).toHaveLength(3);
  });
});

type Three = [Post, Post, Post];
type Four = [Post, Post, Post, Post];
