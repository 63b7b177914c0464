import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEYS, ask } from './fixtures.js';
import { SEND_AT, SomeNewsletters } from './some-newsletters.js';

let some: SomeNewsletters;
let client: Client;

beforeAll(async () => {
  some = await SomeNewsletters.open();
  client = new Client({ connectionString: some.database.url });
  await client.connect();
});

afterAll(async () => {
  await client?.end();
  await some?.close();
});

/** As it is with the row of 'Four' changed so; then the row is as it was. */
async function whileIt<T>(changes: string, value: unknown, read: () => Promise<T>): Promise<T> {
  const id = some.ids['Four'];
  const { rows } = await client.query('SELECT * FROM deployment_status WHERE deployment_id = $1', [
    id,
  ]);
  const set = `UPDATE deployment_status SET ${changes} WHERE deployment_id = $1`;
  await client.query(set, [id, JSON.stringify(value)]);
  const found = await read();
  const { status, failed, step, held, send_at, wake_at, body } = rows[0] as Record<string, unknown>;
  await client.query(
    `UPDATE deployment_status SET status = $2, failed = $3, step = $4, held = $5, send_at = $6,
       wake_at = $7, body = $8 WHERE deployment_id = $1`,
    [id, status, failed, step, held, send_at, wake_at, JSON.stringify(body)],
  );
  return found;
}

describe('what needs a person', () => {
  it('is grouped by cause, with how many there are and what may help', async () => {
    const [held] = await some.groups();
    expect(held).toMatchObject({
      kind: 'held',
      count: 2,
      title: 'Held by a person: Wait for the photo.',
      actions: ['resume', 'cancel'],
      sites: ['daily'],
    });
    const { body } = await ask(some.gateway.url, `/v1/groups/${held?.key}`, { key: KEYS.daily });
    const members = body['deployments'] as { title: string }[];
    expect(members.map(({ title }) => title).toSorted()).toEqual(['One', 'Two']);
  });

  it('is not counted among those in progress', async () => {
    const { body } = await ask(some.gateway.url, '/v1/operations', { key: KEYS.operator });
    expect(body['brands']).toContainEqual(expect.objectContaining({ brand: 'DEMO', open: 3 }));
  });

  it("does not include another site's newsletters", async () => {
    expect(await some.groups(KEYS.weekly)).toEqual([]);
    const [held] = await some.groups();
    const path = `/v1/groups/${held?.key}`;
    expect((await ask(some.gateway.url, path, { key: KEYS.weekly })).status).toBe(404);
    const other = await ask(some.gateway.url, '/v1/groups?site=daily', { key: KEYS.weekly });
    expect(other.body['groups']).toEqual([]);
  });

  it("is sent at Omeda's time if it has no other any more", async () => {
    const changes =
      "status = 'withdrawn', send_at = NULL, step = 'cancel', wake_at = connector_now() - interval '1 hour', body = jsonb_set(body, '{achieved}', $2)";
    const value = { scheduled: { sendAt: SEND_AT } };
    const groups = await whileIt(changes, value, () => some.groups());
    expect(groups).toContainEqual(expect.objectContaining({ kind: 'late', nextSendAt: SEND_AT }));
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
    const found = await whileIt(changes, value, () => some.groups());
    const group = found.find((one) => one.kind === kind);
    expect(group?.title.replace(/\d+ seconds/, '29 seconds')).toBe(title);
    expect(group?.count).toBe(1);
  });
});

describe('the schedule', () => {
  it('is counted by day, in the days of a time zone', async () => {
    const days = async (timeZone: string) => {
      const range = 'from=2098-05-01T00:00:00Z&to=2098-05-31T00:00:00Z';
      const path = `/v1/calendar?${range}&timeZone=${encodeURIComponent(timeZone)}`;
      const { body } = await ask(some.gateway.url, path, { key: KEYS.daily });
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
      some.ids['Four'],
      'DEMO261128009',
    ]);
    const list = async (query: string) => {
      const { body } = await ask(some.gateway.url, `/v1/deployments?${query}`, { key: KEYS.daily });
      return (body['deployments'] as { post: { title: string } }[]).map(({ post }) => post.title);
    };
    expect(await list('sendFrom=2098-05-04T10:00:00Z&sendTo=2098-05-04T10:01:00Z')).toEqual([
      'Three',
    ]);
    expect(await list('sendFrom=2098-05-04T10:01:00Z')).toEqual([]);
    expect(await list('text=demo261128009')).toEqual(['Four']);
    expect(await list('text=3')).toEqual(['Three']);
  });

  it('cannot be requested for more than two months', async () => {
    const path = '/v1/calendar?from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z';
    expect((await ask(some.gateway.url, path, { key: KEYS.daily })).status).toBe(400);
  });
});
