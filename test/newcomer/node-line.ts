import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The npm that comes with each line of Node. */
const NPM_OF: Record<string, string> = { 20: '10', 22: '10', 24: '11' };

/** Installs Node and its npm into a system, from npm's registry. @returns the version of Node. */
export async function installNode(root: string, wanted: string): Promise<string> {
  const [line = ''] = wanted.split('.');
  const npm = NPM_OF[line];
  if (npm === undefined) {
    throw new Error(`--node must be of a line ${Object.keys(NPM_OF).join(', ')}, not '${wanted}'.`);
  }
  const local = join(root, 'usr/local');
  const version = await unpack(`node-linux-${process.arch}@${wanted}`, local);
  const modules = join(local, 'lib/node_modules/npm');
  await mkdir(modules, { recursive: true });
  await unpack(`npm@${npm}`, modules);
  for (const name of ['npm', 'npx']) {
    await symlink(`../lib/node_modules/npm/bin/${name}-cli.js`, join(local, 'bin', name));
  }
  return version;
}

/** @returns its version in the registry. */
async function unpack(name: string, into: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'newsletter-node-'));
  try {
    const { stdout } = await run('npm', ['pack', '--json', name], { cwd: folder });
    const [{ filename, version } = { filename: '', version: '' }] = JSON.parse(stdout) as {
      filename: string;
      version: string;
    }[];
    const strip = ['--strip-components=1', '--no-same-owner', '--exclude=package.json'];
    const all = name.startsWith('npm@') ? strip.slice(0, 2) : strip;
    await run('tar', ['xzf', join(folder, filename), '-C', into, ...all]);
    return version;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
