import { stepsRun } from '#deployment';
import { afterEach, describe, expect, it } from 'vitest';
import { type World, startWorld } from './world.js';

const MINUTE = 60_000;
let world: World;

afterEach(() => world.close());

describe('TC1: the first save of a draft', () => {
  it('is created after five minutes, gets audience and content, and announces it', async () => {
    world = await startWorld();
    const post = world.post();
    const answer = await post.saved('Good morning');
    expect(answer.status).toBe(202);
    await post.carriedTo('content-updated');

    const status = await post.status();
    expect(status.trackId).toBe(world.deployments()[0]?.trackId);
    const sentences = (await post.history()).map(({ sentence }) => sentence);
    expect(sentences).toEqual(
      expect.arrayContaining([
        'Saved in WordPress.',
        'Creation is due in 5 minutes',
        `Created at Omeda as ${status.trackId}.`,
        'Assignment of the audience is due in 30 seconds',
        'Revision 1 is at Omeda.',
      ]),
    );
    expect(sentences.every((sentence) => /\S/.test(sentence))).toBe(true);
    expect(world.deployments()[0]?.html).toContain('Good morning');
  });
});

describe('TC2: rapid saves', () => {
  it('ten of them in a row make one deployment; the others are superseded', async () => {
    world = await startWorld({ factor: 0.01 });
    const post = world.post();
    for (let n = 1; n <= 10; n += 1) await post.saved(`draft ${n}`);
    await post.until('content-updated');
    expect(world.calls('create')).toHaveLength(1);
    expect(world.deployments()[0]?.html).toContain('draft 10');
    expect(stepsRun(await post.events()).superseded).toBe(9);
  });

  it('eight at the same moment make one deployment', async () => {
    world = await startWorld({ factor: 0.01 });
    const post = world.post();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => post.saved(`draft ${n}`, { sequence: 5 })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202));
    await post.until('content-updated');
    expect(world.calls('create')).toHaveLength(1);
    expect(world.deployments()).toHaveLength(1);
  });
});

describe('TC3: faults', () => {
  it('broken credentials hold the brand, which is probed, and use no attempt', async () => {
    world = await startWorld({ factor: 0.005 });
    world.revokeKey(true);
    const post = world.post();
    await post.saved('text');
    await world.until('three probes', async () => (await world.brandEvents()).length >= 4);
    world.revokeKey(false);
    await post.until('content-updated');

    const brand = await world.brandEvents();
    const waits = brand
      .flatMap((event) =>
        event.type === 'BrandHeld' || event.type === 'BrandProbeFailed' ? [event] : [],
      )
      .slice(0, 3)
      .map(({ at, data }) => Date.parse(data.probeAt) - Date.parse(at));
    expect(waits).toEqual([300, 600, 1200]);
    expect(brand.at(-1)?.type).toBe('BrandReleased');
    const dues = (await post.events()).filter((event) => event.type === 'StepDue');
    expect(dues.every((event) => event.data.attempt === 1)).toBe(true);
    expect(world.deployments()).toHaveLength(1);
  });

  it('one deployment that gets 5xx is retried after 60, 120, 240 s, then succeeds', async () => {
    world = await startWorld({ factor: 0.005 });
    world.fail({ call: 'content', status: 503, count: 3 });
    const post = world.post();
    await post.saved('text');
    await post.until('content-updated');
    const erred = (await post.events()).filter((event) => event.type === 'StepErred');
    const waits = erred.map(({ at, data }) => Date.parse(data.retryAt) - Date.parse(at));
    expect(waits).toEqual([300, 600, 1200]);
  });

  it('retries that are used up fail with Omeda’s words; a person’s retry succeeds', async () => {
    world = await startWorld({ factor: 0.002 });
    world.fail({ call: 'content', status: 503, text: 'Mail farm is down.', forever: true });
    const post = world.post();
    await post.saved('text');
    await post.until('failed');
    const status = await post.status();
    expect(status.failed?.words).toContain('Mail farm is down.');
    world.heal();
    expect((await post.act('retry')).status).toBe(202);
    await post.until('content-updated');
  });
});

describe('TC4 and TC5: publishing, and editing what is scheduled', () => {
  it('sends content and test, and schedules at the right Central minute', async () => {
    world = await startWorld({ factor: 0.01 });
    const post = world.post();
    await post.saved('first');
    await post.until('content-updated');
    await post.published('final');
    await post.until('scheduled');

    const { wanted, achieved } = await post.status();
    const [deployment] = world.deployments();
    expect(deployment).toMatchObject({ status: 'Scheduled', testsSent: 1 });
    expect(deployment?.scheduledDate).toBe(world.central(wanted.sendAt ?? ''));
    expect(achieved?.scheduled?.sendAt).toBe(wanted.sendAt);
    expect(deployment?.html).toContain('final');
  });

  it('unschedules an edited one, replaces its content, tests it again, and schedules it', async () => {
    world = await startWorld({ factor: 0.01 });
    const post = world.post();
    await post.published('first');
    await post.until('scheduled');
    const before = world.deployments()[0]?.scheduledDate;
    await post.updated('edited');
    await post.until('scheduled', async () => {
      return world.deployments()[0]?.html?.includes('edited') === true;
    });
    expect(world.deployments()[0]).toMatchObject({ scheduledDate: before, testsSent: 2 });
    const calls = ['unschedule', 'content', 'sendtest', 'schedule'] as const;
    expect(calls.map((call) => world.calls(call).length)).toEqual([1, 2, 2, 2]);
  });
});

describe('a post set three weeks ahead, across the change to daylight saving', () => {
  it('is sent at its own hour, and its publishing by cron changes nothing', async () => {
    world = await startWorld({ factor: 0.01, now: '2027-03-01T15:00:00.000Z' });
    const post = world.post();
    const date = '2027-03-22T13:30:00.000Z';
    await post.scheduledFor(date, 'three weeks');
    await post.until('scheduled');
    expect(world.deployments()[0]?.scheduledDate).toBe('2027-03-22 08:30');

    await world.pass(Date.parse(date) - Date.parse('2027-03-01T15:00:00.000Z') + 2 * MINUTE);
    await post.published('three weeks', { date });
    await post.until('sent');
    expect(world.calls('schedule')).toHaveLength(1);
    expect(world.deployments()[0]).toMatchObject({ status: 'Sent' });
    expect((await post.status()).achieved?.sent?.sentAt).toBe(date);
  });
});
