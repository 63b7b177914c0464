import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

let database: TestDatabase;
let gateway: Gateway;
/** Another process, as far as streams are concerned: they share only the database. */
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

type Message = { event: string; id: number; data: Record<string, unknown> };

/** The messages of a stream, one after the other. */
async function* listen(id: string, after?: number): AsyncGenerator<Message> {
  const response = await fetch(`${gateway.url}/v1/deployments/${id}/stream`, {
    headers: {
      authorization: `Bearer ${KEYS.daily}`,
      ...(after === undefined ? {} : { 'last-event-id': String(after) }),
    },
  });
  expect(response.status).toBe(200);
  let text = '';
  for await (const bytes of response.body ?? []) {
    text += Buffer.from(bytes as Uint8Array).toString();
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const [, event = '', version, data = ''] =
        /^event: (.+)\nid: (\d+)\ndata: (.+)$/.exec(part) ?? [];
      if (event) yield { event, id: Number(version), data: JSON.parse(data) as Message['data'] };
    }
  }
}

async function next(stream: AsyncGenerator<Message>): Promise<Message> {
  const { value } = await stream.next();
  if (!value) throw new Error('The stream ended.');
  return value as Message;
}

/** Messages up to and with the next status. */
async function untilStatus(stream: AsyncGenerator<Message>): Promise<Message[]> {
  const messages = [await next(stream)];
  while (messages.at(-1)?.event !== 'status') messages.push(await next(stream));
  return messages;
}

function act(at: Gateway, id: string, kind: string) {
  return ask(at.url, `/v1/deployments/${id}/${kind}`, { method: 'POST', key: KEYS.daily });
}

describe('the stream of a newsletter', () => {
  it.each([
    ['this process', () => gateway],
    ['another process', () => other],
  ])('shows what was done by %s, with its sentence and the status after it', async (_who, at) => {
    const id = await newsletter(_who.length);
    const stream = listen(id);
    const [first] = await untilStatus(stream);
    expect(first).toMatchObject({ event: 'status', data: { status: 'requested' } });
    await act(at(), id, 'hold');
    const messages = await untilStatus(stream);
    expect(messages[0]).toMatchObject({
      event: 'history',
      id: (first?.id ?? 0) + 1,
      data: { type: 'DeploymentHeld', sentence: 'Held by a person.' },
    });
    expect(messages.at(-1)).toMatchObject({ data: { status: 'held' } });
    await stream.return(undefined);
  });

  it('continues after the last message that arrived', async () => {
    const id = await newsletter(40);
    const stream = listen(id);
    const [first] = await untilStatus(stream);
    await stream.return(undefined);
    await act(other, id, 'hold');
    await act(other, id, 'resume');
    const again = listen(id, first?.id);
    const messages = await untilStatus(again);
    await again.return(undefined);
    const versions = messages.slice(0, -1).map((message) => message.id);
    const types = messages.map(({ data }) => data['type']);
    expect(versions).toEqual(versions.map((_, index) => (first?.id ?? 0) + 1 + index));
    expect(types).toEqual(expect.arrayContaining(['DeploymentHeld', 'DeploymentResumed']));
    expect(messages.at(-1)?.id).toBe(versions.at(-1));
  });

  it('starts with the status if nothing happened since', async () => {
    const id = await newsletter(41);
    const stream = listen(id, 999);
    expect(await untilStatus(stream)).toHaveLength(1);
    await stream.return(undefined);
  });

  it('ends when the gateway stops, without delaying it', async () => {
    const stopping = await startTestGateway({ databaseUrl: database.url });
    const id = await newsletter(42);
    const response = await fetch(`${stopping.url}/v1/deployments/${id}/stream`, {
      headers: { authorization: `Bearer ${KEYS.operator}` },
    });
    const rest = response.text();
    await stopping.close();
    expect(await rest).toMatch(/^retry/);
  });

  // Node.js would wait for its headers: 15 seconds at least.
  it('is no worse than a connection without a request: neither delays a gateway that stops', async () => {
    const stopping = await startTestGateway({ databaseUrl: database.url });
    const { port, hostname } = new URL(stopping.url);
    const socket = connect(Number(port), hostname);
    const closed = once(socket, 'close');
    await once(socket, 'connect');
    await Promise.all([stopping.close(), closed]);
  }, 10_000);

  it.each([
    ['of nobody', {}, KEYS.daily, 404],
    ['of another site', {}, KEYS.weekly, 404],
    ['without a key', {}, undefined, 401],
    ['after a message of no stream', { 'last-event-id': 'x' }, KEYS.daily, 400],
  ])('%s is refused', async (what, headers, key, status) => {
    const id = what === 'of nobody' ? '00000000-0000-4000-8000-000000000000' : await newsletter(43);
    const path = `/v1/deployments/${id}/stream`;
    const answer = await ask(gateway.url, path, { headers, ...(key ? { key } : {}) });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/problem\+json/);
  });
});
