import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasPrograms } from '../has-programs.js';

const run = promisify(execFile);

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** A mirror that is slow for a moment gets another attempt; one that is down delays nobody for long. */
const NETWORK = ['-o', 'Acquire::Retries=2', '-o', 'Acquire::http::Timeout=20'];
/** Like an installation, up to the point where it begins: missing packages are downloaded. */
const WITH_DEPENDENCIES = ['install', '--yes', '--no-install-recommends', '--download-only'];
const MAX_BUFFER = 64 * 1024 * 1024;

/** Packages of a Debian suite without dependencies, or of this machine's own sources with them. */
export type Wanted = { suite?: string; packages: readonly string[] };

/** Whether this is Debian, or derived from it. */
export async function canUnpack(): Promise<boolean> {
  return existsSync('/etc/debian_version') && (await hasPrograms('apt-get', 'dpkg'));
}

/**
 * Unpacks packages below a folder. Nothing is installed, so it needs no rights and changes nothing on this machine.
 * Dependencies that are installed here are left out.
 * @throws Error with apt's own words.
 */
export async function unpack({ suite, packages }: Wanted, into: string): Promise<void> {
  const apt = join(into, '.apt');
  const archives = join(apt, 'archives');
  await mkdir(join(apt, 'lists/partial'), { recursive: true });
  await mkdir(join(archives, 'partial'), { recursive: true });
  const sources = suite === undefined ? [] : await sourcesOf(suite, join(apt, 'sources.list'));
  const fetch = suite === undefined ? WITH_DEPENDENCIES : ['download'];
  const options = [...NETWORK, ...foldersOf(apt), ...sources];
  for (const command of [['update'], [...fetch, ...packages]]) {
    await run('apt-get', [...options, ...command], { cwd: archives, maxBuffer: MAX_BUFFER });
  }
  for (const name of (await readdir(archives)).filter((entry) => entry.endsWith('.deb'))) {
    await run('dpkg', ['-x', join(archives, name), into]);
  }
}

/** The suite that this machine was installed from; undefined if that is unknown. */
export async function ownSuite(): Promise<string | undefined> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^VERSION_CODENAME=(\w+)$/m.exec(release)?.[1];
}

/** The sources of this machine's own packages. */
async function mirror(): Promise<string> {
  const codename = await ownSuite();
  const { stdout } = await run('apt-get', ['indextargets', '--format', '$(RELEASE) $(REPO_URI)']);
  const [, uri] = new RegExp(`^${codename} (https?://\\S+)$`, 'm').exec(stdout) ?? [];
  if (!uri) throw new Error(`apt knows no mirror of ${codename ?? 'this system'}`);
  return uri;
}

/** Only that suite, whatever this machine gets its packages from. */
async function sourcesOf(suite: string, list: string): Promise<string[]> {
  const trust = existsSync(KEYRING) ? `[signed-by=${KEYRING}] ` : '';
  await writeFile(list, `deb ${trust}${await mirror()} ${suite} main\n`);
  return settings({ 'Dir::Etc::sourcelist': list, 'Dir::Etc::sourceparts': '-' });
}

/** Everything that apt writes, apart from the machine's own. */
function foldersOf(apt: string): string[] {
  return settings({
    'Dir::State::lists': join(apt, 'lists'),
    'Dir::Cache::archives': join(apt, 'archives'),
    'Dir::Cache::pkgcache': '',
    'Dir::Cache::srcpkgcache': '',
    'Acquire::Languages': 'none',
    // apt's usual user for downloads may not write here.
    'APT::Sandbox::User': 'root',
    // The lock on installed packages is root's, and nothing is installed.
    'Debug::NoLocking': 'true',
  });
}

function settings(values: Record<string, string>): string[] {
  return Object.entries(values).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}
