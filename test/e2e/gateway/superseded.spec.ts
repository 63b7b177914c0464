import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploymentProjection } from '#deployment';
import type { DeploymentEvent } from '#events';
import { EventStore, SupersededSnapshots } from '#event-store';
import { type TestDatabase, createTestDatabase, moveClock } from '../../setup/database.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

const DAY_MS = 24 * 60 * 60_000;
const KEPT_DAYS = 30;
const DEADLINE_MS = 30_000;

let database: TestDatabase;
let gateway: Gateway;
let store: EventStore;
let snapshots: SupersededSnapshots;
let sequence = 0;
let post = 0;
/** The clock goes forward only, as recorded times do. */
let days = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  store = gateway.app.get(EventStore, { strict: false });
  snapshots = gateway.app.get(SupersededSnapshots, { strict: false });
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

type Newsletter = { post: number; uid: string; id: string; hash: string };

async function save(text: string, known?: Newsletter, subject = text): Promise<Newsletter> {
  const { post: number, uid } = known ?? { post: (post += 1), uid: randomUUID() };
  const of = { id: number, uid, title: 'News', html: `<p>${text}</p>` };
  const deploymentType = { subjectFormat: 'News', campaignIdFormat: subject };
  const { body } = await sendEvent(
    gateway.url,
    postEvent({ sequence: ++sequence, post: of, deploymentType }),
  );
  const { contentHash } = body['wanted'] as { contentHash: string };
  return { post: number, uid, id: String(body['deploymentId']), hash: contentHash };
}

/** The effect of a step, without a sandbox. */
async function record({ id }: Newsletter, fact: DeploymentEvent): Promise<void> {
  await store.change(deploymentProjection(), id, () => [fact], {
    metadata: { actor: { kind: 'service', id: 'spec' } },
  });
}

async function kept(text: string): Promise<number> {
  const [row] = await store.dataSource.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM snapshot WHERE body::text LIKE $1',
    [`%${text}%`],
  );
  return row?.count ?? -1;
}

async function pass(more: number): Promise<void> {
  days += more;
  await moveClock(database.url, days * DAY_MS);
}

async function daysLater(more: number) {
  await pass(more);
  return snapshots.purge(KEPT_DAYS);
}

describe('content that a later save replaced', () => {
  it('is removed after thirty days, and what replaced it stays', async () => {
    const one = await save('Replaced-text');
    await save('Replacing-text', one);
    await daysLater(29);
    expect(await kept('Replaced-text')).toBeGreaterThan(0);
    const { removed, bytes } = await daysLater(2);
    expect(removed).toBe(2);
    expect(bytes).toBeGreaterThan(0);
    expect(await kept('Replaced-text')).toBe(0);
    expect(await kept('Replacing-text')).toBeGreaterThan(0);
  });

  it('is checked once', async () => {
    await save('Twice-b', await save('Twice-a'));
    await daysLater(31);
    expect(await daysLater(31)).toEqual({ removed: 0, bytes: 0 });
  });

  it('stays while Omeda has it', async () => {
    const one = await save('At-Omeda-text');
    const { id, hash } = one;
    const trackId = `FOO${id}`;
    const made = { generation: 1, name: 'News', omedaTypeId: 1, detailsHash: '', found: false };
    await record(one, { type: 'DeploymentCreated', data: { trackId, ...made } });
    const content = { trackId, revision: 1, contentHash: hash, warnings: [] };
    await record(one, { type: 'ContentUpdated', data: content });
    const two = await save('Next-text', one);
    await daysLater(31);
    expect(await kept('At-Omeda-text')).toBe(1);
    const next = { trackId, revision: 2, contentHash: two.hash, warnings: [] };
    await record(one, { type: 'ContentUpdated', data: next });
    await daysLater(31);
    expect(await kept('At-Omeda-text')).toBe(0);
    expect(await kept('Next-text')).toBeGreaterThan(0);
  });

  it('stays while the step that started last may still read it', async () => {
    const one = await save('Being-sent-text');
    const request = { step: 'content' as const, trackId: `FOO${one.id}`, contentHash: one.hash };
    const leaseUntil = new Date(Date.now() + 60_000).toISOString();
    const started = {
      dueId: 1,
      startNo: 1,
      attempt: 1,
      settling: false,
      leaseUntil,
      worker: 'spec',
    };
    await record(one, { type: 'StepStarted', data: { ...started, step: 'content', request } });
    await save('Not-sent-yet', one);
    await daysLater(31);
    expect(await kept('Being-sent-text')).toBe(1);
  });

  it('stays while another newsletter of the site shares it', async () => {
    const one = await save('Shared-text');
    const other = await save('Shared-text', undefined);
    await save('Elsewhere', one);
    await daysLater(31);
    expect(await kept('Shared-text')).toBeGreaterThan(0);
    await save('Elsewhere-too', other);
    await daysLater(31);
    expect(await kept('Shared-text')).toBe(0);
  });

  it('stays if a save went back to it', async () => {
    const one = await save('First-thought');
    await save('Second-thought', one);
    await save('First-thought', one);
    await daysLater(31);
    expect(await kept('First-thought')).toBeGreaterThan(0);
    expect(await kept('Second-thought')).toBe(0);
  });

  it('is there again when a save goes back to it later', async () => {
    const one = await save('Came-back');
    await save('In-between', one);
    await daysLater(31);
    expect(await kept('Came-back')).toBe(0);
    await save('Came-back', one);
    expect(await kept('Came-back')).toBeGreaterThan(0);
  });

  it('leaves its history, which says that it was erased', async () => {
    const one = await save('Gone-text');
    await save('Living-text', one);
    await daysLater(31);
    const read = (revision: number) =>
      ask(gateway.url, `/v1/deployments/${one.id}/content?revision=${revision}`, {
        key: KEYS.daily,
      });
    const gone = await read(1);
    expect(gone.status).toBe(404);
    expect(gone.body['detail']).toMatch(/was erased; only its history is left/);
    expect((await read(2)).body['html']).toContain('Living-text');
  });

  it('is removed by a gateway at its start', async () => {
    await save('At-start-b', await save('At-start-a'));
    await pass(31);
    const another = await startTestGateway({ databaseUrl: database.url });
    await expect.poll(() => kept('At-start-a'), { timeout: DEADLINE_MS }).toBe(0);
    await another.close();
  });

  it('is kept forever if the setting says so', async () => {
    await save('For-good-b', await save('For-good-a'));
    await pass(31);
    const another = await startTestGateway({
      databaseUrl: database.url,
      retention: { supersededContentDays: 0 },
    });
    await another.close();
    expect(await kept('For-good-a')).toBeGreaterThan(0);
  });
});
