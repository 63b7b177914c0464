import { describe, expect, it } from 'vitest';
import { useSandbox } from './use-sandbox.testing.js';

const IN_TIME = '2030-02-01 10:00';
const listIdIn = (text: string) => /"ListId":"?(\d+)/.exec(text)?.[1];
const { sandbox, http, admin } = useSandbox();

describe('a fault', () => {
  const fault = (body: object) => admin('POST', 'faults', body);
  const create = (DeploymentName = 'Faulty') =>
    http.create({ DeploymentName, DeploymentDate: '2030-02-01 10:00' });
  const made = (name: string) =>
    [...sandbox.world.deployments.values()].filter((known) => known.name === name).length;

  it('before the effect responds and does nothing, as often as it counts', async () => {
    await fault({ call: 'create', status: 503, count: 2 });
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await create('Before')).status);
    expect(statuses).toEqual([503, 503, 200]);
    expect(made('Before')).toBe(1);
  });

  it('after the effect responds so, and the work is done', async () => {
    await fault({ call: 'create', status: 500, text: 'Oh no.', when: 'after' });
    const answer = await create('After');
    expect(answer).toMatchObject({ status: 500, text: expect.stringContaining('Oh no.') });
    expect(made('After')).toBe(1);
    expect(sandbox.world.ledger.entries.at(-1)).toMatchObject({ status: 500, effect: true });
  });

  it('forever lasts until faults are cleared', async () => {
    await fault({ call: 'create', status: 429, retryAfter: '7', forever: true });
    expect((await create()).status).toBe(429);
    expect((await create()).status).toBe(429);
    await admin('DELETE', 'faults');
    expect((await create()).status).toBe(200);
  });

  it('may hit only one deployment, by TrackId or name, or one brand', async () => {
    const post = { DeploymentDate: '2030-02-01 10:00' };
    const one = await http.created({ ...post, DeploymentName: 'Unlucky' });
    const other = await http.created({ ...post, DeploymentName: 'Lucky' });
    await fault({ call: 'lookup', match: 'Unlucky', status: 500, forever: true });
    await fault({ match: other, brand: 'OTHER', status: 500, forever: true });
    expect((await http.get(`lookup/${one}`)).status).toBe(500);
    expect((await http.get(`lookup/${other}`)).status).toBe(200);
  });

  it('drops the connection, before or after the effect', async () => {
    await fault({ call: 'create', drop: true });
    await expect(create('Dropped')).rejects.toThrow('fetch failed');
    expect(made('Dropped')).toBe(0);
    await fault({ call: 'create', drop: true, when: 'after' });
    await expect(create('Dropped')).rejects.toThrow('fetch failed');
    expect(made('Dropped')).toBe(1);
  });

  it('that hangs never gets a response, whether or not the work was done', async () => {
    for (const [when, count] of [
      ['before', 0],
      ['after', 1],
    ] as const) {
      await fault({ call: 'create', hang: true, when });
      const controller = new AbortController();
      const name = `Hung ${when}`;
      const calls = sandbox.world.ledger.entries.length;
      const call = http.create(
        { DeploymentName: name, DeploymentDate: IN_TIME },
        controller.signal,
      );
      await expect.poll(() => sandbox.world.ledger.entries.length).toBe(calls + 1);
      controller.abort();
      await expect(call).rejects.toThrow('aborted');
      expect(made(name)).toBe(count);
    }
  });

  it('that delays lets a call take effect although its caller has disconnected', async () => {
    await fault({ call: 'create', delayMs: 50 });
    const controller = new AbortController();
    const calls = sandbox.world.ledger.entries.length;
    const late = http.create(
      { DeploymentName: 'Landed', DeploymentDate: IN_TIME },
      controller.signal,
    );
    await expect.poll(() => sandbox.world.ledger.entries.length).toBe(calls + 1);
    controller.abort();
    await expect(late).rejects.toThrow('aborted');
    await expect.poll(() => made('Landed')).toBe(1);
  });

  it('with a rate hits that share of the calls, the same ones for the same seed', async () => {
    const statuses = async () => {
      await admin('DELETE', 'faults');
      await admin('PUT', 'seed', { seed: 4 });
      await fault({ call: 'lookup', status: 503, rate: 0.5 });
      const answers = [];
      for (let n = 0; n < 40; n += 1) answers.push((await http.get('lookup/NONE1')).status);
      return answers;
    };
    const first = await statuses();
    expect(new Set(first)).toEqual(new Set([503, 404]));
    expect(await statuses()).toEqual(first);
  });

  it('in the portal happens right after the call', async () => {
    const trackId = await http.created({ DeploymentDate: IN_TIME });
    await fault({ call: 'lookup', match: trackId, portal: { action: 'cancel' } });
    expect((await http.get(`lookup/${trackId}`)).status).toBe(200);
    expect(sandbox.world.deployments.get(trackId)?.status).toBe('Cancelled');
  });

  it('of an audience makes it fail, warn, load slowly or never', async () => {
    const ends = { ERROR: 'ERROR', WARNING: 'WARNING', STUCK: 'IN_PROCESS' };
    for (const [outcome, status] of Object.entries(ends)) {
      await fault({ call: 'audience-add', audience: { outcome, loadMs: 20_000 } });
      const { text } = await http.addAudience(await http.created({ DeploymentDate: IN_TIME }));
      const readStatus = async () => (await http.get(`audience/status/${listIdIn(text)}`)).text;
      if (outcome !== 'STUCK') expect(await readStatus()).toContain('QUEUED');
      sandbox.world.clock.advance(20_000);
      expect(await readStatus()).toContain(outcome === 'STUCK' ? 'QUEUED' : status);
    }
  });

  it('of a content warns of it', async () => {
    await fault({ call: 'content', warnings: ['Images are large.'] });
    const { text } = await http.setContent(await http.created({ DeploymentDate: IN_TIME }));
    expect(text).toContain('<Warning>Images are large.</Warning>');
  });

  it('that is misspelled is refused, with the known fields', async () => {
    const { status, body } = await fault({ cal: 'create' });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain("'cal' is not known: there are call, brand, match");
  });

  it('that only delays gets the normal response', async () => {
    await fault({ call: 'create', delayMs: 30 });
    expect((await create('Late')).status).toBe(200);
    expect(made('Late')).toBe(1);
  });
});
