import { afterEach, describe, expect, it } from 'vitest';
import { type World, startWorld } from './world.js';

const FAST = { factor: 0.005 };
let world: World;

afterEach(() => world.close());

const effects = (...names: string[]) => names.map((name) => world.calls(name).length);

describe('a reply of Omeda that is lost after the call took effect', () => {
  it.each(['create', 'audience-add', 'content', 'sendtest', 'schedule'])(
    'on %s: the newsletter is scheduled, once',
    async (call) => {
      world = await startWorld(FAST);
      world.fail({ call, when: 'after', drop: true });
      const post = world.post();
      await post.published('text');
      await post.until('scheduled');
      expect(world.deployments()).toHaveLength(1);
      expect(effects('create', 'audience-add', 'schedule')).toEqual([1, 1, 1]);
    },
  );

  it('on unschedule and cancel: it is withdrawn, once', async () => {
    world = await startWorld(FAST);
    const post = world.post();
    await post.published('text');
    await post.until('scheduled');
    world.fail({ call: 'unschedule', when: 'after', drop: true });
    world.fail({ call: 'cancel', when: 'after', drop: true });
    await post.report('post.deleted', 'trash', 'text', {});
    await post.until('cancelled');
    expect(world.deployments()[0]).toMatchObject({ status: 'Cancelled' });
    expect(effects('unschedule', 'cancel')).toEqual([1, 1]);
  });

  it('on a create that a search does not show yet: no second one is made', async () => {
    world = await startWorld(FAST);
    world.sandbox.world.switches.searchLagMs = 250;
    world.fail({ call: 'create', when: 'after', drop: true });
    const post = world.post();
    await post.published('text');
    await post.until('scheduled');
    expect(world.deployments()).toHaveLength(1);
  });
});

describe('a create that never reached Omeda', () => {
  it('is repeated after two searches that found nothing', async () => {
    world = await startWorld(FAST);
    world.fail({ call: 'create', when: 'before', drop: true });
    const post = world.post();
    await post.published('text');
    await post.until('scheduled');
    expect(world.deployments()).toHaveLength(1);
    const started = (await post.events()).filter((event) => event.type === 'StepStarted');
    const creates = started.map(({ data }) => data.request).filter(({ step }) => step === 'create');
    expect(creates).toMatchObject([{ mode: 'create' }, { mode: 'search-then-create' }]);
  });
});

describe('a completely unavailable Omeda', () => {
  it('holds the brand, not the newsletter, and uses no attempt', async () => {
    world = await startWorld(FAST);
    world.fail({ status: 503, forever: true });
    const post = world.post();
    await post.published('text');
    await world.until('held', async () => (await world.brandEvents()).length > 1);
    world.heal();
    await post.until('scheduled');
    expect((await world.brandEvents())[0]?.data).toMatchObject({ reason: 'unreachable' });
    const dues = (await post.events()).filter((event) => event.type === 'StepDue');
    expect(dues.every(({ data }) => data.attempt === 1)).toBe(true);
    expect(world.deployments()).toHaveLength(1);
  });
});

describe('what Omeda refuses permanently', () => {
  it('has failed at once, with Omeda’s own words', async () => {
    world = await startWorld(FAST);
    for (const user of world.sandbox.world.brands.get('DEMO')?.users ?? []) user.active = false;
    const post = world.post();
    await post.saved('text');
    await post.until('failed');
    const { failed } = await post.status();
    expect(failed).toMatchObject({ words: "'OwnerUserId' owner is not active.", attempt: 1 });
  });

  it('edited in the portal: says so, and is left alone', async () => {
    world = await startWorld(FAST);
    const post = world.post();
    await post.saved('text');
    await post.until('content-updated');
    const [deployment] = world.deployments();
    world.sandbox.portal(deployment?.trackId ?? '', { action: 'edit' });
    await post.published('changed');
    await post.until('failed');
    expect((await post.status()).failed?.words).toContain('Email Builder portal');
  });
});

describe('a newsletter whose send time passes while it is held', () => {
  it('is missed, and is sent at once when a person says so', async () => {
    world = await startWorld(FAST);
    const post = world.post();
    await post.saved('text');
    await post.until('content-updated');
    await post.published('text');
    expect((await post.act('hold', { reason: 'Waiting for legal.' })).status).toBe(202);
    await world.pass(31 * 60_000);
    await post.until('missed');
    await world.pass(16 * 60_000);
    expect((await post.act('resume')).status).toBe(409);
    expect((await post.act('send', { at: 'now' })).status).toBe(202);
    await post.until('scheduled');
    expect((await post.status()).achieved?.scheduled?.scheduledDate).toBe('[NOW]');
  });
});

describe('trash and undo', () => {
  it('cancels nothing when the post is restored in time, and makes a new one afterwards', async () => {
    world = await startWorld({ factor: 0.01 });
    const post = world.post();
    await post.saved('text');
    await post.until('content-updated');
    await post.report('post.trashed', 'trash', 'text', {});
    await post.report('post.restored', 'draft', 'text', {});
    await post.until('content-updated');
    expect(effects('cancel')).toEqual([0]);
    await post.report('post.trashed', 'trash', 'text', {});
    await post.until('cancelled');
    await post.report('post.restored', 'draft', 'text', {});
    await post.until('content-updated');
    expect(world.deployments().map(({ status }) => status)).toEqual(['Cancelled', 'New']);
    expect((await post.status()).generation).toBe(2);
  });
});
