import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Webhook } from 'standardwebhooks';

const DEADLINE = { timeout: 20_000, interval: 10 };
const SECRET = `whsec_${Buffer.from('of this spec alone, and long enough').toString('base64')}`;
const EVENT = { epoch: 'e', subject: 'a newsletter', streamversion: 1, type: 'sent', data: {} };

let child: ChildProcess;
let url: string;
const printed: string[] = [];
const errors: string[] = [];

beforeEach(async () => {
  for (const lines of [printed, errors]) lines.splice(0);
  const running = spawn(process.execPath, ['docs/examples/webhook.mjs'], {
    env: { ...process.env, WEBHOOK_SECRET: SECRET, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = running;
  createInterface({ input: running.stdout }).on('line', (line) => printed.push(line));
  createInterface({ input: running.stderr }).on('line', (line) => errors.push(line));
  await vi.waitFor(() => expect(errors.join()).toMatch(/Listening on port \d+/), DEADLINE);
  url = `http://127.0.0.1:${/\d+/.exec(errors.join())?.[0]}/`;
});

afterEach(async () => {
  if (child.exitCode !== null) return;
  child.kill();
  await once(child, 'exit');
});

async function send(body: string): Promise<number> {
  const now = new Date();
  const headers = {
    'webhook-id': '1',
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': new Webhook(SECRET).sign('1', now, body),
  };
  return (await fetch(url, { method: 'POST', headers, body })).status;
}

/** It keeps running after all requests of the spec. */
async function takesEvents(): Promise<void> {
  expect(await send(JSON.stringify(EVENT))).toBe(204);
  await vi.waitFor(() => expect(printed).toEqual(['a newsletter 1 sent {}']), DEADLINE);
  expect(child.exitCode).toBeNull();
}

describe('the receiver of docs/examples', () => {
  it('keeps running after a request that is cut off, by any sender', async () => {
    const cut = request(url, { method: 'POST', headers: { 'content-length': '1000' } });
    cut.on('error', () => undefined);
    await new Promise<void>((resolve) => cut.write('{', () => resolve()));
    cut.destroy();
    await vi.waitFor(() => expect(errors.join()).toMatch(/aborted/), DEADLINE);
    await takesEvents();
  });

  it('has an event redelivered that it could not accept', async () => {
    expect(await send('null')).toBe(500);
    await takesEvents();
  });

  it('buffers no more than an event can have, though it is signed', async () => {
    for (const length of [1_000_001, 20_000_000]) {
      expect(await send(JSON.stringify('a'.repeat(length)))).toBe(413);
    }
    await takesEvents();
  });

  it('refuses what is not signed', async () => {
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
    await takesEvents();
  });
});
