import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive } from '../../../apps/standalone/src/postgres/pid-file.js';
import { DataFolder, ask, kill, until } from './launcher.testing.js';

const IS_ROOT = process.getuid?.() === 0;
const NOBODY = 65_534;
let folder: DataFolder;

beforeEach(() => {
  folder = new DataFolder();
});

afterEach(() => folder.close());

async function keep(url: string, word: string): Promise<void> {
  await ask(url, 'CREATE TABLE IF NOT EXISTS kept (word text)');
  await ask(url, `INSERT INTO kept VALUES ('${word}')`);
}

const kept = (url: string) => ask(url, 'SELECT word FROM kept');

describe('a data folder that is used for the first time', () => {
  it('gets a PostgreSQL with a database, which ends with its last user', async () => {
    const server = await folder.start();
    expect(server.adopted).toBe(false);
    expect(await ask(server.url, 'SELECT current_database()')).toBe('newsletters');
    const pid = folder.serverPid;
    await server.stop();
    // It is this process's child, and is listed until Node has noticed its end.
    await until(() => !isAlive(pid));
  });

  it('takes text of all languages, syncs what it commits, and shows its password to nobody', async () => {
    const { url } = await folder.start();
    expect(statSync(join(folder.path, 'postgres-password')).mode & 0o077).toBe(0);
    expect(await ask(url, `SELECT length('🦉 שלום')`)).toBe(6);
    expect(await ask(url, 'SHOW fsync')).toBe('on');
  });

  it('can use the PostgreSQL of the optional dependency', async () => {
    const server = await folder.start({ systemBinaries: [] });
    expect(server.version).toMatch(/^18/);
    expect(await ask(server.url, 'SELECT 1')).toBe(1);
  });
});

describe('a second user of the same data folder', () => {
  it('shares the server, which stays until the last one leaves', async () => {
    const first = await folder.start();
    const second = await folder.start();
    expect(second.adopted).toBe(true);
    const pid = folder.serverPid;
    await first.stop();
    expect(await ask(second.url, 'SELECT 1')).toBe(1);
    await second.stop();
    await until(() => !isAlive(pid));
  });
});

describe('a process that was killed', () => {
  it('leaves its server running, and the next one adopts it with the data', async () => {
    const { child, url } = await folder.startElsewhere();
    await keep(url, 'committed');
    await kill(child);
    const next = await folder.start();
    expect(next.adopted).toBe(true);
    expect(await kept(next.url)).toBe('committed');
  });
});

describe('after a power cut', () => {
  it("has what was committed, though the pid file names another user's process", async () => {
    const first = await folder.start();
    await keep(first.url, 'committed');
    const pid = folder.serverPid;
    process.kill(pid, 'SIGKILL');
    await until(() => !isAlive(pid));
    const file = join(folder.path, 'postgres', 'postmaster.pid');
    const lines = [process.pid, join(folder.path, 'postgres'), 1, 5432, '', '127.0.0.1', '0 0'];
    writeFileSync(file, `${lines.join('\n')}\n`);
    const next = await folder.start();
    expect(next.adopted).toBe(false);
    expect(await kept(next.url)).toBe('committed');
  });
});

describe('a data folder of another PostgreSQL', () => {
  it('is refused with both versions and the cure, and nothing is touched', async () => {
    const cluster = join(folder.path, 'postgres');
    mkdirSync(cluster);
    writeFileSync(join(cluster, 'PG_VERSION'), '9\n');
    await expect(folder.start()).rejects.toThrow(
      /created by PostgreSQL 9, but only .*apt install/s,
    );
    expect(existsSync(join(folder.path, 'postgres-password'))).toBe(false);
  });

  it('is refused if its password file is missing', async () => {
    const server = await folder.start();
    await server.stop();
    execFileSync('rm', [join(folder.path, 'postgres-password')]);
    await expect(folder.start()).rejects.toThrow(/restore .*postgres-password/);
  });
});

describe.runIf(IS_ROOT)('as root', () => {
  it('runs the server as nobody, also if its programs are in a closed folder', async () => {
    const { url } = await folder.start({ systemBinaries: [] });
    expect(await ask(url, 'SELECT 1')).toBe(1);
    expect(statSync(`/proc/${folder.serverPid}`).uid).toBe(NOBODY);
  });

  it('says which folder is closed to the server, and where to put the data instead', async () => {
    chmodSync(folder.path, 0o700);
    const dataDir = join(folder.path, 'below', 'data');
    await expect(folder.start({ dataDir })).rejects.toThrow(
      /is not accessible to the user.*DATA_DIR/s,
    );
    chmodSync(folder.path, 0o711);
  });

  it('is not needed: other users start their own server', async () => {
    const { url } = await folder.startElsewhere(NOBODY);
    expect(await ask(url, 'SELECT 1')).toBe(1);
    expect(statSync(`/proc/${folder.serverPid}`).uid).toBe(NOBODY);
  });

  it('continues with the data of the user who made it', async () => {
    const { child, url } = await folder.startElsewhere(NOBODY);
    await keep(url, 'theirs');
    await kill(child);
    expect(await kept((await folder.start()).url)).toBe('theirs');
  });
});
