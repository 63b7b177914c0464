import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** A mirror that is slow for a moment gets another try; one that is away keeps nobody waiting for long. */
const NETWORK = ['-o', 'Acquire::Retries=2', '-o', 'Acquire::http::Timeout=20'];

export type Wanted = { suite: string; packages: readonly string[] };

/**
 * Unpacks packages of another Debian suite below a folder. Nothing is installed, so it takes no right and changes
 * nothing of this machine. Dependencies are not followed.
 * @throws Error with apt's own words.
 */
export async function unpack({ suite, packages }: Wanted, into: string): Promise<void> {
  const apt = join(into, '.apt');
  const archives = join(apt, 'archives');
  await mkdir(join(apt, 'lists/partial'), { recursive: true });
  await mkdir(join(archives, 'partial'), { recursive: true });
  const list = join(apt, 'sources.list');
  const trust = existsSync(KEYRING) ? `[signed-by=${KEYRING}] ` : '';
  await writeFile(list, `deb ${trust}${await mirror()} ${suite} main\n`);
  const options = [...NETWORK, ...foldersOf(apt, list)];
  await run('apt-get', [...options, 'update'], { cwd: archives });
  await run('apt-get', [...options, 'download', ...packages], { cwd: archives });
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

/** All that apt reads and writes, apart from the machine's own. */
function foldersOf(apt: string, list: string): string[] {
  const settings = {
    'Dir::State::lists': join(apt, 'lists'),
    'Dir::Cache::archives': join(apt, 'archives'),
    'Dir::Cache::pkgcache': '',
    'Dir::Cache::srcpkgcache': '',
    'Dir::Etc::sourcelist': list,
    'Dir::Etc::sourceparts': '-',
    'Acquire::Languages': 'none',
    // Another user, as whom apt would download, may not write here.
    'APT::Sandbox::User': 'root',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}
