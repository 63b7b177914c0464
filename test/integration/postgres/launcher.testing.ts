import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  installedBinaries,
  systemBinaryDirs,
} from '../../../apps/standalone/src/postgres/binaries.js';
import {
  embeddedBinaries,
  runnableBinaries,
} from '../../../apps/standalone/src/postgres/embedded-binaries.js';
import {
  type LocalPostgres,
  type StartOptions,
  startPostgres,
} from '../../../apps/standalone/src/postgres/start-postgres.js';

const DEADLINE_MS = 60_000;
const POLL_INTERVAL_MS = 20;

/** The data folder of one spec, and everything that it started there. */
export class DataFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'newsletter-postgres-'));
  private readonly servers: LocalPostgres[] = [];
  private readonly children: ChildProcess[] = [];

  /** A launcher of this process. */
  async start(options: Partial<StartOptions> = {}): Promise<LocalPostgres> {
    const server = await startPostgres({ dataDir: this.path, ...options });
    this.servers.push(server);
    return server;
  }

  /**
   * A launcher in a separate process, until the server is up; with the server's URL. If it runs as another
   * user, it reads our code first: the checkout may be closed to them.
   */
  async startElsewhere(uid?: number): Promise<{ child: ChildProcess; url: string }> {
    const systemBinaries = uid === undefined ? undefined : this.leaveTo(uid);
    const program = [
      `import { startPostgres } from ${JSON.stringify(LAUNCHER)};`,
      ...(uid === undefined ? [] : [`process.setgid(${uid}); process.setuid(${uid});`]),
      `const { url } = await startPostgres(${JSON.stringify({ dataDir: this.path, systemBinaries })});`,
      'console.log(url); setInterval(() => undefined, 60_000);',
    ].join('\n');
    const args = ['--input-type=module', '--eval', program];
    const child = spawn(process.execPath, args, { cwd: '/' });
    this.children.push(child);
    return { child, url: await firstLine(child) };
  }

  /** The folder becomes another user's. Returns the folders of programs that they can run. */
  private leaveTo(uid: number): string[] {
    const copies = embeddedBinaries().map((binaries) =>
      runnableBinaries(binaries, { user: { uid, gid: uid }, dataDir: this.path }),
    );
    chownSync(this.path, uid, uid);
    const installed = installedBinaries(systemBinaryDirs());
    return (installed.length > 0 ? installed : copies).map(({ binDir }) => binDir);
  }

  /** The server's process, while it runs. */
  get serverPid(): number {
    const file = join(this.path, 'postgres', 'postmaster.pid');
    return Number(readFileSync(file, 'utf8').split('\n')[0]);
  }

  async close(): Promise<void> {
    for (const child of this.children) await kill(child);
    // Servers that a killed process left are adopted, and stopped with us as their last user.
    if (this.children.length > 0) await this.start().catch(() => undefined);
    for (const server of this.servers) await server.stop().catch(() => undefined);
    rmSync(this.path, { recursive: true, force: true });
  }
}

const LAUNCHER = new URL(
  '../../../dist/apps/standalone/src/postgres/start-postgres.js',
  import.meta.url,
).href;

export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function firstLine(child: ChildProcess): Promise<string> {
  let printed = '';
  let complaint = '';
  child.stdout?.on('data', (text: Buffer) => (printed += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (complaint += text.toString()));
  await until(() => printed.includes('\n') || child.exitCode !== null);
  if (child.exitCode !== null) throw new Error(complaint);
  return printed.trim();
}

export async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + DEADLINE_MS;
  while (!isSo()) {
    if (performance.now() > end) throw new Error('It took too long.');
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
}

/** The first column of the first row; undefined if there is none. */
export async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows[0] && Object.values(rows[0])[0];
  } finally {
    await client.end();
  }
}
