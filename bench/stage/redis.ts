import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePorts } from '../../test/setup/broker/free-ports.js';

export type Redis = { url: string; stop(): Promise<void> };

const run = promisify(execFile);
const UNPACKED = join(tmpdir(), 'newsletter-bench-redis');
/** Redis, and the libraries it needs that a plain Debian may not have. */
const PACKAGES = [
  'redis-server',
  'redis-tools',
  'libatomic1',
  'libjemalloc2',
  'liblua5.1-0',
  'liblzf1',
  'lua-bitop',
  'lua-cjson',
];
const START_LIMIT_MS = 30_000;

/**
 * The bench's own Redis, which flushes to disk before each response: this machine's,
 * otherwise Debian's package, unpacked and not installed. @throws Error that says what is missing.
 */
export async function startRedis(): Promise<Redis> {
  const { binary, libraries } = await findRedis();
  const folder = await mkdtemp(join(tmpdir(), 'newsletter-redis-'));
  const [port = 0] = await freePorts(1);
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
  const place = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder];
  const child = spawn(binary, [...place, ...durable], {
    env: { ...process.env, LD_LIBRARY_PATH: libraries },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = performance.now() + START_LIMIT_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      throw new Error('Redis did not start.');
    }
    await delay(50);
  }
  return { url: `redis://127.0.0.1:${port}`, stop };
}

async function findRedis(): Promise<{ binary: string; libraries: string }> {
  const installed = await run('sh', ['-c', 'command -v redis-server']).catch(() => undefined);
  if (installed) return { binary: installed.stdout.trim(), libraries: '' };
  await access(UNPACKED).catch(unpack);
  const { stdout } = await run('dpkg-architecture', ['-qDEB_HOST_MULTIARCH']).catch(() => ({
    stdout: `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`,
  }));
  const libraries = join(UNPACKED, 'usr/lib', stdout.trim());
  return { binary: join(UNPACKED, 'usr/bin/redis-server'), libraries };
}

async function unpack(): Promise<void> {
  const draft = await mkdtemp(`${UNPACKED}-`);
  const packages = join(draft, 'packages');
  await mkdir(packages);
  await run('apt-get', ['download', ...PACKAGES], { cwd: packages });
  for (const file of await readdir(packages)) {
    await run('dpkg', ['-x', join(packages, file), draft]);
  }
  await rename(draft, UNPACKED);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => undefined).once('connect', () => socket.destroy());
  });
}
