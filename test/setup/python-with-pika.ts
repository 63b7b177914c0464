import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { canInstall, installWithApt } from './install-with-apt.js';

const run = promisify(execFile);

const PIKA = 'pika==1.3.2';
/** The machine's choice, then the system's own, which is the one that apt installs for. */
const COMMANDS = ['python3', '/usr/bin/python3'];

/** How to call a Python that has pika. */
export type Python = { command: string; env: Record<string, string> };

/**
 * The machine's own if it has pika; otherwise with pika from pip, in a folder of ours; otherwise from apt.
 * @throws Error with what to install. Nothing is skipped silently.
 */
export async function pythonWithPika(): Promise<Python> {
  const python = (await installed()) ?? (await byPip()) ?? (await byApt());
  if (python) return python;
  throw new Error(
    `The example in Python needs python3 with pika: run "pip install ${PIKA}", or on Debian "apt-get install python3-pika".`,
  );
}

async function installed(): Promise<Python | undefined> {
  for (const command of COMMANDS) {
    const python = { command, env: {} };
    if (await succeeds(python, ['-c', 'import pika'])) return python;
  }
  return undefined;
}

async function byPip(): Promise<Python | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'newsletter-pika-'));
  const python = { command: 'python3', env: { PYTHONPATH: folder } };
  const pip = ['-m', 'pip', 'install', '--quiet', '--retries', '0', '--target', folder, PIKA];
  return (await succeeds(python, pip)) ? python : undefined;
}

async function byApt(): Promise<Python | undefined> {
  if (!(await canInstall())) return undefined;
  await installWithApt('python3-pika');
  return installed();
}

async function succeeds({ command, env }: Python, args: string[]): Promise<boolean> {
  return run(command, args, { env: { ...process.env, ...env } }).then(
    () => true,
    () => false,
  );
}
