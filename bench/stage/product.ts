import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A process of the product, started as users start it; its log goes to a file. */
export type ProductProcess = { url: string; pid: number; stop(): Promise<void> };

type AppName = 'gateway' | 'deployer' | 'standalone' | 'sandbox';

const START_LIMIT_MS = 120_000;
const POLL_INTERVAL_MS = 20;

/** Settings for a bench only: no limit per minute, and any free port. */
const SETTINGS = {
  PORT: '0',
  HEALTH_PORT: '0',
  SANDBOX_PORT: '0',
  EVENTS_PER_MINUTE: '0',
  REQUESTS_PER_MINUTE: '0',
};

export function startProduct(name: AppName, env: Record<string, string>): Promise<ProductProcess> {
  return startServer(`apps/${name}/src/main`, { ...SETTINGS, ...env });
}

/**
 * `file`: below `dist/`, without its extension. Resolves when it logs its address.
 * @throws Error with its output if it ends before.
 */
export async function startServer(
  file: string,
  env: Record<string, string>,
): Promise<ProductProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'newsletter-bench-log-'));
  const logFile = join(folder, 'log');
  const log = await open(logFile, 'w');
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [`dist/${file}.js`], {
    env: { PATH, NODE_ENV: 'production', ...env },
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const stop = async () => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { url: await untilUp(child, logFile), pid: child.pid ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilUp(child: ChildProcess, logFile: string): Promise<string> {
  const deadline = performance.now() + START_LIMIT_MS;
  for (;;) {
    const printed = await readFile(logFile, 'utf8');
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
    if (url) return url;
    if (child.exitCode !== null || performance.now() > deadline) {
      throw new Error(`It did not start:\n${printed}`);
    }
    await delay(POLL_INTERVAL_MS);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
