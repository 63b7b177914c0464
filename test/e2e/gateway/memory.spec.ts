import { type Socket, connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { GuardRails } from '../../../apps/gateway/src/guard/guard-rails.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { type Gateway, postEvent, sendEvent, signedEvent, startTestGateway } from './fixtures.js';

const MB = 1_000_000;

let database: TestDatabase;
let gateway: Gateway;
const sockets: Socket[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await gateway?.close();
});

afterAll(() => database?.drop());

async function start(guardRails: Partial<GuardRails>): Promise<void> {
  gateway = await startTestGateway({ databaseUrl: database.url, guardRails });
}

type Held = { answer: () => string; isClosed: () => boolean };

/** A connection that sends this many bytes and then stays open. */
function hold(...pieces: (string | Buffer)[]): Held {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  let answer = '';
  socket.on('data', (data) => (answer += data.toString()));
  socket.on('error', () => undefined);
  for (const piece of pieces) socket.write(piece);
  return { answer: () => answer, isClosed: () => socket.destroyed };
}

/** The head of an event of two megabytes, by default with good headers. */
function head(site: string, changes: Record<string, string> = {}): string {
  const { headers } = signedEvent(gateway.url, postEvent());
  const all = { ...headers, ...changes, host: 'gateway', 'content-length': String(2 * MB) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`POST /v1/sites/${site}/events HTTP/1.1`, ...lines, '', ''].join('\r\n');
}

const save = (id: number) => sendEvent(gateway.url, postEvent({ post: { id } }));

describe('a body that nobody wants', () => {
  it.each<[string, string, Record<string, string>, string]>([
    ['of a site that is none', 'nobody', {}, '404'],
    ['without a signature', 'daily', { 'webhook-signature': '' }, '401'],
    ['with a clock that is off', 'daily', { 'webhook-timestamp': '1000' }, '401'],
  ])('is refused before it is read: %s', async (_what, site, changes, status) => {
    await start({});
    const held = hold(head(site, changes));
    await expect.poll(held.answer, { timeout: 20_000 }).toMatch(`HTTP/1.1 ${status}`);
    expect(held.answer()).toMatch(/\r\nconnection: close\r\n/i);
    await expect.poll(held.isClosed, { timeout: 20_000 }).toBe(true);
  });
});

describe('bodies that are one byte short', () => {
  it('use no more memory than allowed, and keep nobody from saving', async () => {
    await start({ arrivingBytes: 10 * MB });
    const body = Buffer.alloc(2 * MB - 1, 'x');
    const held = Array.from({ length: 30 }, () => hold(head('daily'), body));
    const givenUp = () => held.filter(({ answer }) => answer().includes('503')).length;
    await expect.poll(givenUp, { timeout: 50_000 }).toBeGreaterThanOrEqual(25);
    expect(givenUp()).toBeLessThan(30);
    expect(held.find(({ answer }) => answer())?.answer()).toMatch(/\r\nretry-after: 5\r\n/i);
    expect((await save(1)).status).toBe(202);
  });
});

describe('connections that do nothing', () => {
  it('make room for those that come after them', async () => {
    await start({ connections: 10 });
    const held = Array.from({ length: 30 }, () => hold('GET /health/live HTTP/1.1\r\n'));
    const closed = () => held.filter(({ isClosed }) => isClosed()).length;
    await expect.poll(closed, { timeout: 20_000 }).toBe(20);
    expect((await save(2)).status).toBe(202);
  });
});
