import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { blockOf } from '../../setup/docs/blocks.js';
import type { Received } from './receiver.js';
import { DEADLINE, useSubscribers } from './subscribed.testing.js';

const world = useSubscribers();
let child: ChildProcess | undefined;

afterEach(async () => {
  if (!child || child.exitCode !== null) return;
  child.kill();
  await once(child, 'exit');
});

/** What the page runs. Its port is free, and known once it listens. */
function start(secret: string, port: string) {
  const { text } = blockOf('docs/subscribing.md', 'export WEBHOOK_SECRET');
  const [, library, file = ''] = /^npm install (\S+) && node (\S+)$/m.exec(text) ?? [];
  expect(library).toBe('standardwebhooks');
  const env = { ...process.env, WEBHOOK_SECRET: secret, PORT: port };
  const running = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  child = running;
  const lines: string[] = [];
  const errors: string[] = [];
  createInterface({ input: running.stdout }).on('line', (line) => lines.push(line));
  createInterface({ input: running.stderr }).on('line', (line) => errors.push(line));
  return { lines, errors };
}

/** Sends a delivery again. Its length is computed again: HTTP clients refuse a given one. */
async function send(url: string, { headers, body }: Omit<Received, 'path'>) {
  const signed = ['content-type', 'webhook-id', 'webhook-timestamp', 'webhook-signature'];
  const kept = signed.map((name) => [name, String(headers[name])]);
  const answer = await fetch(url, { method: 'POST', headers: Object.fromEntries(kept), body });
  return answer.status;
}

describe('the receiver of docs/subscribing.md', () => {
  it('prints each event once, in order, and confirms only what is signed', async () => {
    const known = await world.receiver();
    const { secret } = await world.subscribe(known.url);
    const { lines, errors } = start(secret, '0');
    await vi.waitFor(() => expect(errors.join()).toMatch(/Listening on port \d+/), DEADLINE);
    const url = `http://127.0.0.1:${/\d+/.exec(errors.join())?.[0]}/`;
    await world.saved(3);
    await vi.waitFor(() => expect(known.events().length).toBeGreaterThanOrEqual(4), DEADLINE);
    for (const delivery of [...known.received, ...known.received]) {
      expect(await send(url, delivery)).toBe(204);
    }
    const printed = known.events().map(({ subject, streamversion, type }) => {
      return `${subject} ${streamversion} ${type}`;
    });
    expect(lines.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual(printed);
    const { headers = {}, body = '' } = known.received[0] ?? {};
    expect(await send(url, { headers, body: body.replace('1', '2') })).toBe(401);
  });
});
