import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

type Group = { key: string; kind: string; count: number; title: string; actions: string[] };

let database: TestDatabase;
let gateway: Gateway;
let client: Client;
const ids: Record<string, string> = {};

const SEND_AT = '2098-05-04T10:00:00.000Z';

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  client = new Client({ connectionString: database.url });
  await client.connect();
  for (const [index, title] of ['One', 'Two', 'Three', 'Four'].entries()) {
    await newsletter(index + 1, title);
  }
  await newsletter(1, 'Weekly', 'weekly');
  for (const title of ['One', 'Two']) {
    await act(ids[title] ?? '', 'hold', { reason: 'Wait for the photo.' });
  }
  await act(ids['Three'] ?? '', 'send', { at: SEND_AT });
});

afterAll(async () => {
  await client?.end();
  await gateway?.close();
  await database?.drop();
});

async function newsletter(id: number, title: string, site: 'daily' | 'weekly' = 'daily') {
  const { body } = await sendEvent(gateway.url, postEvent({ post: { id, title } }), { site });
  ids[title] = String(body['deploymentId']);
}

function act(id: string, kind: string, body: object) {
  return ask(gateway.url, `/v1/deployments/${id}/${kind}`, {
    method: 'POST',
    key: KEYS.daily,
    body,
  });
}

async function groups(key = KEYS.operator): Promise<Group[]> {
  const { status, body } = await ask(gateway.url, '/v1/groups', { key });
  expect(status).toBe(200);
  return body['groups'] as Group[];
}

describe('what needs a person', () => {
  it('is grouped by cause, with how many there are and what may help', async () => {
    const [held] = await groups();
    expect(held).toMatchObject({
      kind: 'held',
      count: 2,
      title: 'Held by a person: Wait for the photo.',
      actions: ['resume', 'cancel'],
      sites: ['daily'],
    });
    const { body } = await ask(gateway.url, `/v1/groups/${held?.key}`, { key: KEYS.daily });
    const members = body['deployments'] as { title: string }[];
    expect(members.map(({ title }) => title).toSorted()).toEqual(['One', 'Two']);
  });

  it('is not counted among those in progress', async () => {
    const { body } = await ask(gateway.url, '/v1/operations', { key: KEYS.operator });
    expect(body['brands']).toContainEqual(expect.objectContaining({ brand: 'DEMO', open: 3 }));
  });

  it("is not told of another site's newsletters", async () => {
    expect(await groups(KEYS.weekly)).toEqual([]);
    const [held] = await groups();
    const path = `/v1/groups/${held?.key}`;
    expect((await ask(gateway.url, path, { key: KEYS.weekly })).status).toBe(404);
    const other = await ask(gateway.url, '/v1/groups?site=daily', { key: KEYS.weekly });
    expect(other.body['groups']).toEqual([]);
  });

  it.each([
    [
      'failed',
      "status = 'failed', failed = true, step = NULL, body = jsonb_set(body, '{failed}', $2)",
      { step: 'audience', words: 'No query DEMO261128001.', at: SEND_AT, attempt: 1 },
      'Assigning the audience failed: No query ….',
    ],
    [
      'at-risk',
      "send_at = connector_now() + interval '12 min 30 s', step = 'audience', body = jsonb_set(body, '{wanted,intent}', $2)",
      'publish',
      'Goes out in 12 minutes 29 seconds and has no audience',
    ],
    [
      'late',
      "wake_at = connector_now() - interval '1 hour', step = 'content', body = jsonb_set(body, '{running}', $2)",
      null,
      'Content is overdue',
    ],
    [
      'missed',
      "status = 'missed', held = 'missed', body = jsonb_set(body, '{lastError}', $2)",
      null,
      'Missed its send time',
    ],
    [
      'missed',
      "status = 'missed', held = 'missed', body = jsonb_set(body, '{lastError}', $2)",
      { step: 'audience', words: 'The query could not be run.', at: SEND_AT },
      'Missed its send time: The query could not be run.',
    ],
    [
      'incomplete',
      `status = 'incomplete', body = jsonb_set(jsonb_set(body, '{problems}', $2), '{wanted,intent}', '"publish"')`,
      [{ code: 'x', words: 'It has no audience.' }],
      'Published but incomplete: It has no audience.',
    ],
    [
      'sent-after-withdrawal',
      "status = 'sent-after-withdrawal', body = jsonb_set(body, '{achieved}', $2)",
      { sent: { sentAt: new Date().toISOString() } },
      'Sent after it was withdrawn',
    ],
  ])('is %s when it is so', async (kind, changes, value, title) => {
    const id = ids['Four'];
    await client.query('BEGIN');
    const kept = await client.query('SELECT * FROM deployment_status WHERE deployment_id = $1', [
      id,
    ]);
    await client.query('COMMIT');
    const set = `UPDATE deployment_status SET ${changes} WHERE deployment_id = $1`;
    await client.query(set, [id, JSON.stringify(value)]);
    const found = (await groups()).find((group) => group.kind === kind);
    const { status, failed, step, held, send_at, wake_at, body } = kept.rows[0] as Record<
      string,
      unknown
    >;
    await client.query(
      `UPDATE deployment_status SET status = $2, failed = $3, step = $4, held = $5, send_at = $6,
         wake_at = $7, body = $8 WHERE deployment_id = $1`,
      [id, status, failed, step, held, send_at, wake_at, JSON.stringify(body)],
    );
    expect(found?.title.replace(/\d+ seconds/, '29 seconds')).toBe(title);
    expect(found?.count).toBe(1);
  });
});

describe('an action for many', () => {
  const bulk = (body: object, key = KEYS.daily) =>
    ask(gateway.url, '/v1/bulk', { method: 'POST', key, body });
  type Result = { outcome: string; words: string };

  it('tells first what it would do to each, and does nothing', async () => {
    const deployments = [ids['One'], ids['Four'], ids['Weekly']];
    const { status, body } = await bulk({ action: 'resume', deployments, dryRun: true });
    expect(status).toBe(200);
    expect(body['counts']).toEqual({ done: 0, wouldDo: 1, unchanged: 0, refused: 2 });
    const results = body['results'] as Result[];
    expect(results.map(({ outcome }) => outcome)).toEqual(['would-do', 'refused', 'not-found']);
    expect(results[0]?.words).toContain('Resumed by a person.');
    expect(results[1]?.words).toBe('It is not held.');
    const one = await ask(gateway.url, `/v1/deployments/${ids['One']}`, { key: KEYS.daily });
    expect(one.body['status']).toBe('held');
  });

  it('is done once for each, also when it is asked for twice', async () => {
    const deployments = [ids['One'], ids['One'], ids['Two']];
    const first = await bulk({ action: 'hold', deployments, reason: 'Later.' });
    expect(first.body['counts']).toMatchObject({ unchanged: 2 });
    const resumed = await bulk({ action: 'resume', deployments });
    expect(resumed.body['counts']).toMatchObject({ done: 2 });
    const again = await bulk({ action: 'resume', deployments });
    expect(again.body['counts']).toMatchObject({ done: 0 });
    expect((await groups()).filter(({ kind }) => kind === 'held')).toEqual([]);
  });

  it('overrides nothing that people did after the preview', async () => {
    const deployments = [ids['One'], ids['Two']];
    const at = '2098-03-01T10:00:00Z';
    const { body: preview } = await bulk({
      action: 'send',
      at,
      deployments,
      dryRun: true,
    });
    expect(preview['counts']).toMatchObject({ wouldDo: 2 });
    await act(ids['One'] ?? '', 'hold', { reason: 'Legal says no.' });
    const send = { action: 'send', at, deployments, previewedAt: preview['at'] };
    const results = (await bulk(send)).body['results'] as Result[];
    expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'done']);
    expect(results[0]?.words).toMatch(/changed it since the preview/);
    const one = await ask(gateway.url, `/v1/deployments/${ids['One']}`, { key: KEYS.daily });
    expect(one.body).toMatchObject({ status: 'held', held: { reason: 'Legal says no.' } });
    // What is so already is no conflict.
    const again = await bulk({ ...send, deployments: [ids['Two']] });
    expect(again.body['counts']).toMatchObject({ unchanged: 1, refused: 0 });
  });

  it.each([
    [
      'a preview at no time',
      {
        action: 'retry',
        deployments: ['7d0f8f0e-2a6f-4a6b-9d5e-0c7a3b1f9e11'],
        previewedAt: 'now',
      },
      'previewedAt',
    ],
    ['no action', { deployments: ['7d0f8f0e-2a6f-4a6b-9d5e-0c7a3b1f9e11'] }, 'action'],
    ['an unknown action', { action: 'explode', deployments: [] }, 'action'],
    ['nobody', { action: 'retry', deployments: [] }, 'deployments'],
    ['what is no ID', { action: 'retry', deployments: ['1'] }, 'deployments'],
    ['no time', { action: 'send', deployments: ['7d0f8f0e-2a6f-4a6b-9d5e-0c7a3b1f9e11'] }, 'at'],
  ])('is refused for %s', async (_what, body, field) => {
    const answer = await bulk(body);
    expect(answer.status).toBe(400);
    const errors = answer.body['errors'] as { field: string }[];
    expect(errors.map((error) => error.field)).toContain(field);
  });
});

describe('what goes out when', () => {
  it('is counted by day, in the days of a time zone', async () => {
    const days = async (timeZone: string) => {
      const range = 'from=2098-05-01T00:00:00Z&to=2098-05-31T00:00:00Z';
      const path = `/v1/calendar?${range}&timeZone=${encodeURIComponent(timeZone)}`;
      const { body } = await ask(gateway.url, path, { key: KEYS.daily });
      return (body['days'] as { day: string; count: number }[]).map(({ day, count }) => [
        day,
        count,
      ]);
    };
    expect(await days('UTC')).toEqual([['2098-05-04', 1]]);
    expect(await days('Pacific/Kiritimati')).toEqual([['2098-05-05', 1]]);
    expect(await days('+14:00')).toEqual([['2098-05-05', 1]]);
    expect(await days('-11:00')).toEqual([['2098-05-03', 1]]);
  });

  it('is listed by send time, and found by title, TrackId, and post number', async () => {
    await client.query('UPDATE deployment_status SET track_id = $2 WHERE deployment_id = $1', [
      ids['Four'],
      'DEMO261128009',
    ]);
    const list = async (query: string) => {
      const { body } = await ask(gateway.url, `/v1/deployments?${query}`, { key: KEYS.daily });
      return (body['deployments'] as { post: { title: string } }[]).map(({ post }) => post.title);
    };
    expect(await list('sendFrom=2098-05-04T10:00:00Z&sendTo=2098-05-04T10:01:00Z')).toEqual([
      'Three',
    ]);
    expect(await list('sendFrom=2098-05-04T10:01:00Z')).toEqual([]);
    expect(await list('text=demo261128009')).toEqual(['Four']);
    expect(await list('text=3')).toEqual(['Three']);
  });

  it('cannot be asked for more than two months', async () => {
    const path = '/v1/calendar?from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z';
    expect((await ask(gateway.url, path, { key: KEYS.daily })).status).toBe(400);
  });
});
