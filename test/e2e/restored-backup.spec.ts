import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Post } from './post.js';
import { OPERATOR_KEY } from './sites.js';
import { type World, startWorld } from './world.js';

let world: World;
let post: Post;

beforeEach(async () => {
  world = await startWorld();
  post = world.post();
});

afterEach(() => world.close());

const isWatched = async () => (await post.status()).due?.step === 'watch';
const made = () => world.calls('create').length;

describe('a draft whose create came after the backup', () => {
  beforeEach(async () => {
    await post.saved('text');
    await world.backUp();
    await post.carriedTo('content-updated');
  });

  it('is found at Omeda and taken over, not made again', async () => {
    await world.restore();
    await post.carriedTo('content-updated');
    expect(made()).toBe(1);
    expect((await post.events()).map(({ type }) => type)).toContain('DeploymentAdopted');
  });

  it('is found though its title was changed after the backup', async () => {
    await post.saved('text', { title: 'Another title' });
    await post.carriedTo('content-updated');
    await world.restore();
    await post.carriedTo('content-updated');
    expect(made()).toBe(1);
  });

  it('that was published since is held as Omeda has it, until the post shows what is wanted', async () => {
    await post.published('text');
    await post.carriedTo('scheduled');
    await world.restore();
    await post.carriedTo('held');
    expect(world.deployments()).toMatchObject([{ status: 'Scheduled' }]);
    expect((await post.status()).held?.reason).toContain('backup');
    await post.published('newer text', { sequence: 10 });
    await post.carriedTo('scheduled', isWatched);
    expect(made()).toBe(1);
    expect(world.deployments()[0]?.html).toContain('newer text');
  });

  it('that was trashed after the restore is cancelled', async () => {
    await post.published('text');
    await post.carriedTo('scheduled');
    await world.restore();
    await post.report('post.deleted', 'trash', 'text', { sequence: 10 });
    await post.carriedTo('cancelled');
    expect(world.deployments()).toMatchObject([{ status: 'Cancelled' }]);
  });
});

it('a draft that got another deployment type after the backup is found, and keeps that type', async () => {
  await post.saved('text');
  await world.backUp();
  await post.saved('text', { omedaTypeId: 2 });
  await post.carriedTo('content-updated');
  await world.restore();
  await post.carriedTo('content-updated');
  await post.saved('text', { omedaTypeId: 2, sequence: 10 });
  await post.carriedTo('content-updated');
  expect(made()).toBe(1);
  expect(world.deployments()).toMatchObject([{ typeId: 2 }]);
});

describe('a published post whose create came after the backup', () => {
  beforeEach(async () => {
    await post.published('text');
    await world.backUp();
    await post.carriedTo('scheduled');
  });

  it('continues with the one that Omeda has, at the time that was set', async () => {
    const before = world.deployments()[0]?.scheduledDate;
    await world.restore();
    await post.carriedTo('scheduled', isWatched);
    expect(made()).toBe(1);
    expect(world.deployments()).toMatchObject([{ status: 'Scheduled', scheduledDate: before }]);
  });

  it('is sent once, if Omeda has sent it already', async () => {
    await world.pass(40 * 60_000);
    await world.restore();
    await post.carriedTo('sent');
    expect(made()).toBe(1);
    expect(world.calls('schedule')).toHaveLength(1);
  });
});

describe('a post that the backup does not know', () => {
  beforeEach(async () => {
    await world.backUp();
    await post.published('old text');
    await post.carriedTo('scheduled');
    await world.restore();
  });

  it("is sent with its new text at Omeda's time, once", async () => {
    const before = world.deployments()[0]?.scheduledDate;
    await post.updated('new text', { title: 'New title' });
    await post.carriedTo('scheduled', isWatched);
    expect(made()).toBe(1);
    expect(world.deployments()).toMatchObject([{ status: 'Scheduled', scheduledDate: before }]);
    expect(world.deployments()[0]?.html).toContain('new text');
  });

  it('is unscheduled when it is a draft now', async () => {
    await post.saved('new text');
    await post.carriedTo('content-updated');
    expect(made()).toBe(1);
    expect(world.deployments()[0]?.status).not.toBe('Scheduled');
  });

  it('is cancelled when it is deleted now', async () => {
    await post.report('post.deleted', 'trash', 'old text', {});
    await post.carriedTo('cancelled');
    expect(world.deployments()).toMatchObject([{ status: 'Cancelled' }]);
  });
});

describe('the doctor, once a backup was restored', () => {
  type Compared = {
    epoch: string;
    differences: { kind: string; trackId: string; cure: string }[];
  };
  const ask = async (method: string, path: string): Promise<unknown> => {
    const headers = { authorization: `Bearer ${OPERATOR_KEY}` };
    const response = await fetch(`${world.newsroom.url}${path}`, { method, headers });
    return response.json();
  };
  const compared = async () => (await ask('POST', '/v1/doctor/after-restore')) as Compared;
  const feed = async (query = '') =>
    (await ask('GET', `/v1/events${query}`)) as { epoch: string; next: string; status?: number };

  beforeEach(async () => {
    await post.saved('text');
    await post.carriedTo('content-updated');
    await world.backUp();
  });

  it('names what differs at Omeda, has it held, and begins a new epoch', async () => {
    await post.published('text');
    await post.carriedTo('scheduled');
    const { epoch, next } = await feed('?limit=1000');
    await world.restore();
    const { differences } = await compared();
    const [deployment] = world.deployments();
    expect(differences).toMatchObject([
      { kind: 'other-status', trackId: deployment?.trackId, cure: expect.any(String) as string },
    ]);
    await post.carriedTo('held');
    expect(world.deployments()).toMatchObject([{ status: 'Scheduled' }]);
    expect(await feed(`?after=${next}&epoch=${epoch}`)).toMatchObject({ status: 400 });
    expect((await feed()).epoch).not.toBe(epoch);
    expect((await compared()).epoch).toBe((await feed()).epoch);
  });

  it('names what the store does not know at all', async () => {
    const unknown = world.post(43);
    await unknown.published('text');
    await unknown.carriedTo('scheduled');
    await world.restore();
    expect((await compared()).differences).toMatchObject([{ kind: 'not-in-store' }]);
  });

  it('finds nothing if nothing was done since', async () => {
    await world.restore();
    expect((await compared()).differences).toEqual([]);
    await post.until('content-updated');
  });
});

describe('a store that is older than what was done with it', () => {
  it('is noticed at the start, if Omeda has a newsletter of a post that it does not know', async () => {
    await world.backUp();
    await post.published('text');
    await post.carriedTo('scheduled');
    await world.restore();
    await world.until('degraded', async () => {
      const response = await fetch(`${world.newsroom.url}/health/ready`);
      const { older } = (await response.json()) as { older?: string };
      return older?.includes(world.deployments()[0]?.trackId ?? 'none') === true;
    });
  });

  it('is shown by health and doctor once noticed, until it was compared', async () => {
    await post.saved('text');
    await world.backUp();
    await post.carriedTo('content-updated');
    await world.restore();
    await post.carriedTo('content-updated');
    const ready = async () => {
      const response = await fetch(`${world.newsroom.url}/health/ready`);
      return (await response.json()) as { status: string; older?: string };
    };
    await world.until('degraded', async () => (await ready()).status === 'degraded');
    expect((await ready()).older).toContain(world.deployments()[0]?.trackId);
    const headers = { authorization: `Bearer ${OPERATOR_KEY}` };
    const path = `${world.newsroom.url}/v1/doctor`;
    await fetch(`${path}/after-restore`, { method: 'POST', headers });
    expect((await ready()).status).toBe('ok');
  });
});
