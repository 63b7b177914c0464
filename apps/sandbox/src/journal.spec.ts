import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BareHttp } from './bare-http.testing.js';
import { type Sandbox, startSandbox } from './start-sandbox.js';

const NOW = '2026-07-15T12:00:00.000Z';
let folder: string;
let file: string;
let sandbox: Sandbox;
let http: BareHttp;

async function start(): Promise<void> {
  sandbox = await startSandbox({ file });
  http = new BareHttp(sandbox);
}

async function startAgain(): Promise<void> {
  await sandbox.close();
  await start();
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  file = join(folder, 'sandbox.jsonl');
  await start();
  sandbox.world.clock.set(NOW);
});

afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

describe('a sandbox with a file that is started again', () => {
  it('has its deployments as they were', async () => {
    const trackId = await http.scheduled();
    const before = sandbox.world.deployments.get(trackId);
    expect(before).toMatchObject({ status: 'Scheduled', content: { mailbox: 'news' } });
    await startAgain();
    expect(sandbox.world.deployments.get(trackId)).toEqual(before);
    await startAgain();
    expect(sandbox.world.deployments.get(trackId)).toEqual(before);
  });

  it('gives no TrackId twice', async () => {
    const one = await http.filled();
    await startAgain();
    const two = await http.filled();
    expect(two).not.toBe(one);
    expect([...sandbox.world.deployments.keys()]).toEqual([one, two]);
  });

  it('keeps its clock, so that what was sent stays sent', async () => {
    await http.filled();
    await startAgain();
    expect(sandbox.world.clock.now()).toMatch(/^2026-07-15T12:/);
  });

  it('keeps what a person did in the portal', async () => {
    const trackId = await http.filled();
    sandbox.portal(trackId, { action: 'cancel' });
    await startAgain();
    expect(sandbox.world.deployments.get(trackId)?.status).toBe('Cancelled');
  });

  it('ignores a line that a killed process did not finish', async () => {
    const trackId = await http.filled();
    appendFileSync(file, '{"sequence":9,"deploy');
    await startAgain();
    await http.filled();
    await startAgain();
    expect(sandbox.world.deployments.has(trackId)).toBe(true);
    expect(sandbox.world.deployments.size).toBe(2);
  });
});
