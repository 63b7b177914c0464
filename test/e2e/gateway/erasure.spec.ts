import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brandProjection, deploymentProjection } from '#deployment';
import { openEventStore, rebuildProjections } from '#event-store';
import { type TestDatabase, createTestDatabase, moveClock } from '../../setup/database.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

const DAY_MS = 24 * 60 * 60_000;
const DEADLINE_MS = 30_000;

let database: TestDatabase;
let gateway: Gateway;
let opened: Awaited<ReturnType<typeof openEventStore>>;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  opened = await openEventStore({ databaseUrl: database.url });
});

afterAll(async () => {
  await opened?.close();
  await gateway?.close();
  await database?.drop();
});

let sequence = 0;

type Newsletter = { post: number; uid: string; id: string };

/** A new post; the same text makes the same content. */
async function newsletter(post: number, text: string, known?: Newsletter): Promise<Newsletter> {
  const uid = known?.uid ?? randomUUID();
  const html = `<p>${text}</p>`;
  const event = { sequence: ++sequence, post: { id: post, uid, title: text, html } };
  const deploymentType = { subjectFormat: 'News', campaignIdFormat: 'x' };
  const { body } = await sendEvent(gateway.url, postEvent({ ...event, deploymentType }));
  return { post, uid, id: String(body['deploymentId']) };
}

function deleted({ post, uid }: Newsletter) {
  const event = { type: 'post.deleted', sequence: ++sequence, post: { id: post, uid } };
  return sendEvent(gateway.url, postEvent(event));
}

function cancelled({ id }: Newsletter) {
  return ask(gateway.url, `/v1/deployments/${id}/cancel`, { method: 'POST', key: KEYS.daily });
}

function erase({ post }: Newsletter, key = KEYS.operator) {
  const path = `/v1/sites/daily/posts/${post}/erase`;
  return ask(gateway.url, path, { method: 'POST', key });
}

/** How many snapshots contain this text. */
async function snapshotsWith(text: string): Promise<number> {
  const [row] = await opened.dataSource.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM snapshot WHERE body::text LIKE $1',
    [`%${text}%`],
  );
  return row?.count ?? -1;
}

/** Lists the snapshots, and checks that an event names each. */
async function snapshots(): Promise<string[]> {
  const rows = await opened.dataSource.query<{ hash: string; isNamed: boolean }[]>(
    `SELECT kind || ' ' || hash AS hash, EXISTS (
       SELECT FROM event WHERE type = 'ContentChanged' AND data->>(kind || 'Hash') = hash
     ) AS "isNamed" FROM snapshot ORDER BY kind, hash`,
  );
  expect(rows.filter(({ isNamed }) => !isNamed)).toEqual([]);
  return rows.map(({ hash }) => hash);
}

async function statusText({ id }: Newsletter) {
  const [status, events] = [`/v1/deployments/${id}`, `/v1/deployments/${id}/events`];
  const key = KEYS.daily;
  return [
    (await ask(gateway.url, status, { key })).body,
    (await ask(gateway.url, events, { key })).body,
  ];
}

describe('erasing a post', () => {
  it('removes all its content and settings, and nothing else', async () => {
    const one = await newsletter(1, 'First-text');
    await newsletter(1, 'First-text, edited', one);
    await newsletter(2, 'Second-text');
    await cancelled(one);
    expect(await snapshotsWith('First-text')).toBeGreaterThan(2);
    const before = await statusText(one);
    const answer = await erase(one);
    expect(answer.status).toBe(200);
    expect(answer.body['deployments']).toMatchObject([{ deploymentId: one.id, kept: 0 }]);
    expect(await snapshotsWith('First-text')).toBe(0);
    expect(await snapshotsWith('tester@daily.example')).toBeGreaterThan(0);
    expect(await snapshotsWith('Second-text')).toBeGreaterThan(0);
    expect(await statusText(one)).toEqual(before);
    const projections = [deploymentProjection(), brandProjection];
    await rebuildProjections(opened.dataSource, projections);
    expect(await statusText(one)).toEqual(before);
    expect((await erase(one)).body['deployments']).toMatchObject([{ erased: 0 }]);
  });

  it('keeps content that another newsletter of the site shares', async () => {
    const one = await newsletter(11, 'Shared-text');
    const other = await newsletter(12, 'Shared-text');
    await cancelled(one);
    const { body } = await erase(one);
    expect(body['deployments']).toMatchObject([{ kept: 2 }]);
    expect(await snapshotsWith('Shared-text')).toBeGreaterThan(0);
    await cancelled(other);
    await erase(other);
    expect(await snapshotsWith('Shared-text')).toBe(0);
  });

  it('must wait while a step needs the content', async () => {
    const one = await newsletter(21, 'Needed-text');
    const answer = await erase(one);
    expect(answer.status).toBe(409);
    expect(answer.body['because']).toMatch(/'create' needs the content\. Cancel/);
    expect(await snapshotsWith('Needed-text')).toBeGreaterThan(0);
  });

  it('is undone by the next save, which has the content again', async () => {
    const one = await newsletter(31, 'Again-text');
    const hold = `/v1/deployments/${one.id}/hold`;
    await ask(gateway.url, hold, { method: 'POST', key: KEYS.daily });
    expect((await erase(one)).status).toBe(200);
    expect(await snapshotsWith('Again-text')).toBe(0);
    await newsletter(31, 'Again-text', one);
    expect(await snapshotsWith('Again-text')).toBeGreaterThan(0);
  });

  it('leaves nothing for the sake of a newsletter that was erased, too', async () => {
    const one = await newsletter(35, 'Twice-erased-text');
    const other = await newsletter(36, 'Twice-erased-text');
    for (const each of [one, other]) {
      const hold = `/v1/deployments/${each.id}/hold`;
      await ask(gateway.url, hold, { method: 'POST', key: KEYS.daily });
    }
    await erase(one);
    // It gets events, but no save.
    await cancelled(one);
    expect(await snapshotsWith('Twice-erased-text')).toBeGreaterThan(0);
    expect((await erase(other)).body['deployments']).toMatchObject([{ kept: 0 }]);
    expect(await snapshotsWith('Twice-erased-text')).toBe(0);
  });

  it('keeps the content of a newsletter that was erased and saved again', async () => {
    const one = await newsletter(37, 'Saved-again-text');
    const other = await newsletter(38, 'Saved-again-text');
    const hold = `/v1/deployments/${one.id}/hold`;
    await ask(gateway.url, hold, { method: 'POST', key: KEYS.daily });
    await erase(one);
    await newsletter(37, 'Saved-again-text', one);
    await cancelled(other);
    expect((await erase(other)).body['deployments']).toMatchObject([{ kept: 2 }]);
    expect(await snapshotsWith('Saved-again-text')).toBeGreaterThan(0);
  });

  it.each([
    ['a site key', 41, KEYS.daily, 403],
    ['no such post', 999, KEYS.operator, 404],
    ['an unknown key', 41, 'nobody-0123456789', 401],
  ])('with %s is refused', async (_what, post, key, status) => {
    const answer = await erase({ post, uid: '', id: '' }, key);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/problem\+json/);
  });
});

describe('content that no event references', () => {
  it('is not stored: nobody could erase it', async () => {
    const one = await newsletter(51, 'Known-text');
    const stale = { sequence: 0, post: { id: 51, uid: one.uid, html: '<p>Stale-text</p>' } };
    await sendEvent(gateway.url, postEvent(stale));
    await cancelled(one);
    await newsletter(51, 'Too-late-text', one);
    expect(await snapshotsWith('Stale-text')).toBe(0);
    expect(await snapshotsWith('Too-late-text')).toBe(0);
  });

  it('is not stored for a post that is in the trash when it is saved', async () => {
    const one = await newsletter(52, 'Before-the-trash');
    const html = '<p>In-the-trash</p>';
    const post = { id: 52, uid: one.uid, status: 'trash', html };
    await sendEvent(gateway.url, postEvent({ type: 'post.saved', sequence: ++sequence, post }));
    expect(await snapshotsWith('In-the-trash')).toBe(0);
  });

  it.each([
    ['another name', { name: 'Renamed-type' }],
    ['another id', { id: 'Renamed-type' }],
  ])('is not kept where the deployment type got %s', async (_what, changes) => {
    const post = { id: 53, uid: randomUUID(), html: '<p>Of-a-type</p>' };
    const save = (deploymentType: object) =>
      sendEvent(gateway.url, postEvent({ sequence: ++sequence, post, deploymentType }));
    await save({});
    const before = await snapshots();
    await save(changes);
    expect(await snapshots()).toEqual(before);
  });
});

describe('a post that was deleted', () => {
  /** Two gateways start this many days later; waits until the text is gone, if it should go. */
  async function read(days: number, text: string) {
    await moveClock(database.url, days * DAY_MS);
    const [first, second] = await Promise.all([
      startTestGateway({ databaseUrl: database.url }),
      startTestGateway({ databaseUrl: database.url }),
    ]);
    const end = performance.now() + DEADLINE_MS;
    while (days > 30 && (await snapshotsWith(text)) > 0 && performance.now() < end);
    await first.close();
    await second.close();
  }

  it('is erased again if content arrived after a manual erasure', async () => {
    const one = await newsletter(63, 'Erased-by-hand');
    const hold = `/v1/deployments/${one.id}/hold`;
    await ask(gateway.url, hold, { method: 'POST', key: KEYS.daily });
    await erase(one);
    await newsletter(63, 'Came-later', one);
    await deleted(one);
    expect(await snapshotsWith('Came-later')).toBeGreaterThan(0);
    await read(31, 'Came-later');
    expect(await snapshotsWith('Came-later')).toBe(0);
    await moveClock(database.url, 0);
  });

  it('is erased thirty days later, once, by any gateway', async () => {
    const one = await newsletter(61, 'Old-text');
    const living = await newsletter(62, 'Living-text');
    await deleted(one);
    const before = await statusText(one);
    await read(29, 'Old-text');
    expect(await snapshotsWith('Old-text')).toBeGreaterThan(0);
    await read(31, 'Old-text');
    expect(await snapshotsWith('Old-text')).toBe(0);
    expect(await snapshotsWith('Living-text')).toBeGreaterThan(0);
    const erasures = await opened.dataSource.query(
      'SELECT erased_by FROM erasure WHERE deployment_id = $1',
      [one.id],
    );
    expect(erasures).toEqual([{ erased_by: 'purge' }]);
    expect(await statusText(one)).toEqual(before);
    await moveClock(database.url, 0);
    expect((await statusText(living))[0]).toMatchObject({ status: 'requested' });
  });
});
