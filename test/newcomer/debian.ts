import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const CACHE = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'omeda-newsletter-connector/newcomer',
);
const MIRROR = 'http://deb.debian.org/debian';
/** What README requires, beside Node. */
const PACKAGES = ['git', 'ca-certificates'];
const MAX_BUFFER = 64 * 1024 * 1024;
const run = promisify(execFile);

/** A bare Debian with git, in a folder that is kept for later runs. It is never changed: worlds are copies. */
export async function debianOf(suite: string): Promise<string> {
  const root = join(CACHE, suite);
  if (existsSync(root)) return root;
  await mkdir(CACHE, { recursive: true });
  const partial = await mkdtemp(join(CACHE, 'making-'));
  try {
    await debootstrap(suite, partial);
    // Otherwise only root could enter its root folder.
    await chmod(partial, 0o755);
    await rename(partial, root);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return root;
}

/** @returns a copy of it that the caller removes. */
export async function copyOf(root: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'newsletter-newcomer-'));
  const copy = join(folder, 'root');
  await run('cp', ['--archive', '--reflink=auto', root, copy]);
  return copy;
}

async function debootstrap(suite: string, root: string): Promise<void> {
  const program = await debootstrapProgram();
  const args = [`--include=${PACKAGES.join(',')}`, suite, root, MIRROR];
  await run(join(program, 'sbin/debootstrap'), args, {
    env: { ...process.env, DEBOOTSTRAP_DIR: join(program, 'share/debootstrap') },
    maxBuffer: MAX_BUFFER,
  });
}

/** Debian's own program, unpacked and not installed. @returns the `usr` that it is in. */
async function debootstrapProgram(): Promise<string> {
  const folder = join(CACHE, 'debootstrap');
  const usr = join(folder, 'usr');
  if (existsSync(usr)) return usr;
  await mkdir(folder, { recursive: true });
  await run('apt-get', ['download', 'debootstrap'], { cwd: folder });
  const [file = ''] = (await readdir(folder)).filter((name) => name.endsWith('.deb'));
  await run('dpkg', ['-x', join(folder, file), folder]);
  return usr;
}
