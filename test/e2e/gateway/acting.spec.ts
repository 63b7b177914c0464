import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

let database: TestDatabase;
let gateway: Gateway;
/** Another process: they share only the database. */
let other: Gateway;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  other = await startTestGateway({ databaseUrl: database.url });
});

afterAll(async () => {
  await gateway?.close();
  await other?.close();
  await database?.drop();
});

async function newsletter(id: number): Promise<string> {
  const { body } = await sendEvent(gateway.url, postEvent({ post: { id } }));
  return String(body['deploymentId']);
}

type Asked = { at?: Gateway; id: string; kind: string; body?: object };

function act({ at = gateway, id, kind, body }: Asked) {
  return ask(at.url, `/v1/deployments/${id}/${kind}`, { method: 'POST', key: KEYS.daily, body });
}

async function typesOf(id: string): Promise<string[]> {
  const path = `/v1/deployments/${id}/events`;
  const { body } = await ask(gateway.url, path, { key: KEYS.daily });
  return (body['events'] as { type: string }[]).map(({ type }) => type);
}

const AT = '2099-01-01T00:00:00Z';

/** Each action that a new draft can take, and the event that it leads to. */
const ACTIONS: [string, string, object | undefined][] = [
  ['hold', 'DeploymentHeld', { reason: 'Wait.' }],
  ['sync-now', 'SyncRequested', undefined],
  ['send', 'PublishRequested', { at: AT }],
  ['send', 'PublishRequested', { at: 'now' }],
  ['cancel', 'Withdrawn', undefined],
];

describe.each(ACTIONS)('%s, which is recorded as %s, with %j', (kind, type, body) => {
  const postId = 100 + ACTIONS.findIndex(([name, , with_]) => name === kind && with_ === body);

  it('twice is one', async () => {
    const id = await newsletter(postId);
    const first = await act({ id, kind, ...(body ? { body } : {}) });
    const events = await typesOf(id);
    const second = await act({ id, kind, ...(body ? { body } : {}) });
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body).toEqual(first.body);
    expect(await typesOf(id)).toEqual(events);
  });

  it('at two processes at the same moment is one', async () => {
    const id = await newsletter(postId + 100);
    const answers = await Promise.all(
      [gateway, other, gateway, other].map((at) =>
        act({ at, id, kind, ...(body ? { body } : {}) }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    const events = await typesOf(id);
    expect(events.filter((one) => one === type)).toHaveLength(1);
  });
});

describe('what was cancelled', () => {
  it.each(['sync-now', 'retry', 'hold', 'resume', 'send', 'send-test', 'unschedule'])(
    'rejects %s with the reason, and stays as it is',
    async (kind) => {
      const id = await newsletter(300);
      await act({ id, kind: 'cancel' });
      const events = await typesOf(id);
      const body = kind === 'send' ? { body: { at: 'now' } } : {};
      const { status, body: answer } = await act({ id, kind, ...body });
      expect(status).toBe(409);
      expect(answer['because']).toMatch(/\w{3}.*\.$/);
      expect(await typesOf(id)).toEqual(events);
    },
  );
});
