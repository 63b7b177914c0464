import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createOmedaClient } from '#omeda-client';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';

const DEADLINE_MS = 60_000;
/** Several programs in a row, on a busy machine. */
const LIMIT_MS = 240_000;
const run = promisify(execFile);
let dataDir: string;
let children: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'newsletter-start-'));
});

afterEach(async () => {
  for (const child of children) await stop(child, 'SIGINT');
  children = [];
  await rm(dataDir, { recursive: true, force: true });
});

const SET_BY_THE_SPEC = ['DATABASE_URL', 'RABBITMQ_URL', 'PORT', 'SITES_FILE'];

/** A fresh machine's environment: only what the spec sets. */
function environment(settings: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const rest = Object.entries(process.env).filter(([name]) => !SET_BY_THE_SPEC.includes(name));
  return {
    ...Object.fromEntries(rest),
    DATA_DIR: dataDir,
    SANDBOX_PORT: '0',
    LOG_LEVEL: 'fatal',
    ...settings,
  };
}

/** `npm start`, until it is up or ends; with all its output. */
async function start(settings: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['dist/apps/standalone/src/main.js'], {
    env: environment(settings),
  });
  children.push(child);
  let printed = '';
  const ended = once(child, 'exit');
  const isUp = new Promise<void>((resolve) => {
    const read = (text: Buffer) => {
      printed += text.toString();
      if (printed.includes('Press Ctrl-C to stop')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
  await Promise.race([isUp, ended, deadline()]);
  const url = /REST +(\S+)/.exec(printed)?.[1] ?? '';
  return { child, url, printed, exitCode: child.exitCode };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  await Promise.race([ended, deadline()]);
  return child.exitCode;
}

function sandboxOf({ printed }: { printed: string }): string {
  return /Sandbox +(http\S+)\//.exec(printed)?.[1] ?? '';
}

/** Has the sandbox make a deployment, as the service does. @returns its TrackId. */
async function createAt(started: { printed: string }): Promise<string> {
  const client = createOmedaClient({
    brand: 'DEMO',
    environment: 'sandbox',
    baseUrl: sandboxOf(started),
    appId: 'demo-app-id',
    ownerUserId: 'owner',
  });
  const deploymentDate = new Date(Date.now() + 86_400_000).toISOString();
  const name = 'News';
  const { trackId } = await client.create({ name, deploymentDate, deploymentTypeId: 1, notes: '' });
  await client.close();
  return trackId;
}

async function trackIdsAt(started: { printed: string }): Promise<string[]> {
  const answer = await fetch(`${sandboxOf(started)}/admin/deployments`);
  const deployments = (await answer.json()) as { trackId: string }[];
  return deployments.map(({ trackId }) => trackId);
}

function deadline(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('It took too long.')), DEADLINE_MS).unref();
  });
}

async function sendEvent(url: string): Promise<{ deploymentId: string }> {
  const args = ['dist/apps/gateway/src/send-event.js', '--url', url, '--site', 'demo'];
  const { stdout } = await run(process.execPath, args, { env: environment({}) });
  return JSON.parse(stdout.slice(stdout.indexOf('{'))) as { deploymentId: string };
}

async function demo(settings: NodeJS.ProcessEnv): Promise<string> {
  const args = ['dist/apps/standalone/src/demo/main.js', '--json'];
  return (await run(process.execPath, args, { env: environment(settings) })).stdout;
}

function summaryOf(stdout: string): Record<string, unknown> {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
}

async function takenPort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

describe('npm start on a machine with nothing else', { timeout: LIMIT_MS }, () => {
  it('takes a first event, stops all it started at Ctrl-C, and has it again afterwards', async () => {
    const first = await start({ PORT: '0' });
    const { deploymentId } = await sendEvent(first.url);
    expect(await stop(first.child, 'SIGINT')).toBe(0);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);

    const second = await start({ PORT: '0' });
    const again = await sendEvent(second.url);
    expect(again.deploymentId).toBe(deploymentId);
  });

  it('says how to send a first event, word for word, also in another terminal', async () => {
    const { printed, child } = await start({ PORT: '0' });
    const hint = /Send a first event: +(.+)/.exec(printed)?.[1] ?? '';
    const { DATA_DIR: _elsewhere, ...env } = environment({});
    const { stdout } = await run('sh', ['-c', hint], { env });
    expect(stdout).toContain('"deploymentId"');
    await stop(child, 'SIGINT');
  });

  it('says how to follow events, word for word, with a key that can do nothing else', async () => {
    const { printed, child, url } = await start({ PORT: '0' });
    const { deploymentId } = await sendEvent(url);
    const hint = /Follow events: +(.+)/.exec(printed)?.[1] ?? '';
    const ask = 'curl -sS -H "Authorization: Bearer $NEWSLETTER_KEY" "$NEWSLETTER_URL/v1/';
    const { DATA_DIR: _elsewhere, ...env } = environment({});
    const asked = async (path: string) =>
      (await run('sh', ['-c', `${hint}\n${ask}${path}"`], { env })).stdout;
    expect(await asked('events')).toContain(`"subject":"${deploymentId}"`);
    expect(await asked('deployments')).toContain('"status":403');
    await stop(child, 'SIGINT');
  });

  it('refuses a second one on the same data folder, and names the process that has it', async () => {
    const first = await start({ PORT: '0' });
    const second = await start({ PORT: '0' });
    expect(second.child.exitCode).toBe(1);
    expect(second.printed).toContain(`npm start (process ${first.child.pid}) is using`);
    expect(second.printed).toContain('set DATA_DIR to a different folder');
    expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
  });

  it('brings a sandbox that still knows its deployments, and gives no TrackId twice', async () => {
    const first = await start({ PORT: '0' });
    const one = await createAt(first);
    await stop(first.child, 'SIGKILL');
    const second = await start({ PORT: '0' });
    const two = await createAt(second);
    expect(two).not.toBe(one);
    expect(await trackIdsAt(second)).toEqual([one, two]);
  });

  it('takes the next free port if none was named, and says so', async () => {
    const taken = await takenPort();
    const { url, printed } = await start();
    taken.close();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
    const port = new URL(url).port;
    expect(port === '3000' || printed.includes('(port 3000 is in use)')).toBe(true);
  });

  it('ends with the cure when the port that was named is taken', async () => {
    const taken = await takenPort();
    const { printed, child } = await start({ PORT: String(taken.port) });
    taken.close();
    expect(printed).toContain(`Port ${taken.port} on 127.0.0.1 is in use`);
    expect(printed).toContain('set PORT to another port');
    expect(child.exitCode).toBe(1);
  });

  it('ends with every fault of a broken sites file', async () => {
    const { printed, child } = await start({ SITES_FILE: join(dataDir, 'nowhere.json') });
    expect(printed).toContain('sites.example.json');
    expect(child.exitCode).toBe(1);
  });
});

describe('npm run demo', { timeout: LIMIT_MS }, () => {
  it('ends on its own with one JSON object on its last line', async () => {
    const stdout = await demo({});
    const summary = summaryOf(stdout);
    expect(summary).toMatchObject({ deployments: 1, status: 'scheduled', superseded: 4 });
    expect(summary['scheduledDate']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
    expect(stdout).toContain('Creation is due in');
  });

  it('with database and broker uses both, and prints the same', async () => {
    const { serverUrl } = inject('postgres');
    const broker = inject('rabbitmq').url;
    const stdout = await demo({ DATABASE_URL: serverUrl, RABBITMQ_URL: broker });
    expect(summaryOf(stdout)).toMatchObject({ deployments: 1, status: 'scheduled', superseded: 4 });
    expect(stdout).toContain('Creation is due in');
  });

  it('with a broker and no database says which variable is missing', async () => {
    const output = await demo({ RABBITMQ_URL: inject('rabbitmq').url }).catch(String);
    expect(output).toContain('DATABASE_URL is not set. Set it to postgres:');
  });
});
