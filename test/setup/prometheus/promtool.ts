import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ownSuite } from '../debian/unpack.js';
import { unpackedToday } from '../debian/unpacked-today.js';
import { hasPrograms } from '../has-programs.js';

const run = promisify(execFile);

/** This machine's promtool, or else Debian's, unpacked into a cache folder of this user. */
async function promtoolPath(): Promise<string> {
  if (await hasPrograms('promtool')) return 'promtool';
  const suite = await ownSuite();
  if (!suite)
    throw new Error('/etc/os-release names no suite of Debian, and promtool is not here.');
  const root = await unpackedToday('prometheus', { suite, packages: ['prometheus'] });
  return join(root, 'usr/bin/promtool');
}

/** Runs promtool. @throws Error with its own words. */
export async function promtool(...args: string[]): Promise<string> {
  const path = await promtoolPath();
  const { stdout } = await run(path, args).catch((error: Error & { stdout?: string }) => {
    throw new Error(`${error.message}\n${error.stdout ?? ''}`);
  });
  return stdout;
}
