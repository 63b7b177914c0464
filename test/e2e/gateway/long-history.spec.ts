import { deploymentProjection, TIMING } from '#deployment';
import { EventStore } from '#event-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../cli/run-cli.js';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

const ADDED = 1_200;

let database: TestDatabase;
let gateway: Gateway;
let id: string;
/** How many events it has. */
let newest: number;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  const { body } = await sendEvent(gateway.url, postEvent({ post: { id: 1 } }));
  id = String(body['deploymentId']);
  const asked = Array.from({ length: ADDED }, () => ({ type: 'SyncRequested' as const, data: {} }));
  const metadata = { actor: { kind: 'service' as const } };
  const store = gateway.app.get(EventStore);
  const change = await store.change(deploymentProjection(TIMING), id, () => asked, { metadata });
  newest = change.version;
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

type Page = { versions: number[]; next: number | null };

async function read(query = ''): Promise<Page> {
  const path = `/v1/deployments/${id}/events${query}`;
  const { status, body } = await ask(gateway.url, path, { key: KEYS.daily });
  expect(status).toBe(200);
  const events = body['events'] as { version: number }[];
  return { versions: events.map(({ version }) => version), next: body['next'] as number | null };
}

/** The versions from one to another, in steps of one. */
function span(from: number, to: number): number[] {
  const step = Math.sign(to - from) || 1;
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => from + index * step);
}

describe('the history of a newsletter with more than a thousand events', () => {
  it('comes in pages of 500 that neither lose nor repeat one', async () => {
    const first = await read();
    expect(first).toEqual({ versions: span(1, 500), next: 500 });
    const second = await read(`?after=${first.next}`);
    expect(second).toEqual({ versions: span(501, 1000), next: 1000 });
    expect(await read(`?after=${second.next}`)).toEqual({
      versions: span(1001, newest),
      next: null,
    });
  });

  it('shows the newest first if requested, and continues to the oldest', async () => {
    const first = await read('?order=desc&limit=20');
    expect(first).toEqual({ versions: span(newest, newest - 19), next: newest - 19 });
    const second = await read(`?order=desc&limit=1000&after=${first.next}`);
    expect(second.versions).toEqual(span(newest - 20, newest - 1019));
    const last = await read(`?order=desc&after=${second.next}`);
    expect(last).toEqual({ versions: span(newest - 1020, 1), next: null });
  });

  it('says of a full last page that it is the last', async () => {
    expect(await read(`?after=${newest - 2}&limit=2`)).toMatchObject({ next: null });
    expect(await read(`?after=${newest}`)).toEqual({ versions: [], next: null });
    expect(await read('?order=desc&after=1')).toEqual({ versions: [], next: null });
  });

  it.each([
    'limit=0',
    'limit=1001',
    'after=-1',
    'after=x',
    'order=newest',
    'before=3',
    'after=1e3',
  ])('refuses %s by name', async (query) => {
    const path = `/v1/deployments/${id}/events?${query}`;
    const answer = await ask(gateway.url, path, { key: KEYS.daily });
    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toMatchObject([{ field: query.split('=')[0] }]);
  });

  it('is sent completely to a stream that reconnects, in order', async () => {
    const response = await fetch(`${gateway.url}/v1/deployments/${id}/stream`, {
      headers: { authorization: `Bearer ${KEYS.daily}`, 'last-event-id': '3' },
    });
    let text = '';
    for await (const bytes of response.body ?? []) {
      text += Buffer.from(bytes as Uint8Array).toString();
      if (/event: status\nid: \d+\ndata: .+\n\n/.test(text)) break;
    }
    const ids = [...text.matchAll(/^event: (\w+)\nid: (\d+)$/gm)];
    const shown = ids.filter(([, event]) => event === 'history').map(([, , one]) => Number(one));
    expect(shown).toEqual(span(4, newest));
    expect(ids.at(-1)?.slice(1)).toEqual(['status', String(newest)]);
  });
});

describe('newsletter deployments show', () => {
  async function versions(options: string): Promise<number[]> {
    const env = { NEWSLETTER_URL: gateway.url, NEWSLETTER_KEY: KEYS.daily };
    const { out } = await runCli(`deployments show ${id} --json ${options}`.trim(), env);
    return (JSON.parse(out) as { events: { version: number }[] }).events.map((one) => one.version);
  }

  it('shows all of it, however long', async () => {
    expect(await versions('')).toEqual(span(1, newest));
  });

  it('shows only the last ones if requested, also at an earlier event', async () => {
    expect(await versions('--last 5')).toEqual(span(newest - 4, newest));
    expect(await versions('--last 5 --at 600')).toEqual(span(596, 600));
    expect(await versions('--last 1100')).toEqual(span(newest - 1099, newest));
  });

  it.each(['0', 'many', '-1'])('refuses --last %s', async (count) => {
    const { exitCode, err } = await runCli(`deployments show ${id} --last=${count}`, {});
    expect([exitCode, err]).toEqual([2, expect.stringMatching(/--last/)]);
  });
});
