import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasPrograms } from '../has-programs.js';

const run = promisify(execFile);

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** A mirror that is slow for a moment gets another try; one that is away keeps nobody waiting for long. */
const NETWORK = ['-o', 'Acquire::Retries=2', '-o', 'Acquire::http::Timeout=20'];
/** As an installation would be, up to the point where it begins: what lacks here is fetched. */
const WITH_DEPENDENCIES = ['install', '--yes', '--no-install-recommends', '--download-only'];
const MAX_BUFFER = 64 * 1024 * 1024;

/** Packages of a Debian suite and nothing else, or of this machine's own sources with what they depend on. */
export type Wanted = { suite?: string; packages: readonly string[] };

/** Whether this is Debian, or made of it. */
export async function canUnpack(): Promise<boolean> {
  return existsSync('/etc/debian_version') && (await hasPrograms('apt-get', 'dpkg'));
}

/**
 * Unpacks packages below a folder. Nothing is installed, so it takes no right and changes nothing of this machine.
 * Of dependencies, those are left out that are installed here.
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

/** The suite that this machine was made of; undefined where that is not known. */
export async function ownSuite(): Promise<string | undefined> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^VERSION_CODENAME=(\w+)$/m.exec(release)?.[1];
}

/** Where this machine gets its own packages. */
async function mirror(): Promise<string> {
  const codename = await ownSuite();
  const { stdout } = await run('apt-get', ['indextargets', '--format', '$(RELEASE) $(REPO_URI)']);
  const [, uri] = new RegExp(`^${codename} (https?://\\S+)$`, 'm').exec(stdout) ?? [];
  if (!uri) throw new Error(`apt knows no mirror of ${codename ?? 'this system'}`);
  return uri;
}

/** That suite alone, whatever this machine gets its packages from. */
async function sourcesOf(suite: string, list: string): Promise<string[]> {
  const trust = existsSync(KEYRING) ? `[signed-by=${KEYRING}] ` : '';
  await writeFile(list, `deb ${trust}${await mirror()} ${suite} main\n`);
  return settings({ 'Dir::Etc::sourcelist': list, 'Dir::Etc::sourceparts': '-' });
}

/** All that apt writes, apart from the machine's own. */
function foldersOf(apt: string): string[] {
  return settings({
    'Dir::State::lists': join(apt, 'lists'),
    'Dir::Cache::archives': join(apt, 'archives'),
    'Dir::Cache::pkgcache': '',
    'Dir::Cache::srcpkgcache': '',
    'Acquire::Languages': 'none',
    // Another user, as whom apt would download, may not write here.
    'APT::Sandbox::User': 'root',
    // The lock on what is installed is root's, and nothing is installed.
    'Debug::NoLocking': 'true',
  });
}

function settings(values: Record<string, string>): string[] {
  return Object.entries(values).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}
