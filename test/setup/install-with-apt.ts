import { execFile } from 'node:child_process';
import { access, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const POLICY = '/usr/sbin/policy-rc.d';
const KEPT = `${POLICY}.before-newsletter-tests`;
/** Forbidden: a package's installation starts no service on the machine's own ports. */
const START_NOTHING = '#!/bin/sh\nexit 101\n';
/** Another spec file may be installing at the same moment. */
const LOCK_WAIT = ['-o', 'DPkg::Lock::Timeout=300'];

/** Whether this is Debian, or derived from it, and we may install there. */
export async function canInstall(): Promise<boolean> {
  return process.getuid?.() === 0 && (await exists('/etc/debian_version'));
}

/** Installs Debian's packages, and starts no service. */
export async function installWithApt(...packages: readonly string[]): Promise<void> {
  await withPolicy(async () => {
    await apt('update');
    await apt('install', '--yes', '--no-install-recommends', ...packages);
  });
}

/** The machine's own policy is restored afterwards, whatever happens. */
async function withPolicy(work: () => Promise<void>): Promise<void> {
  // One that a killed run of ours left behind is not the machine's own.
  const isOurs = (await readFile(POLICY, 'utf8').catch(() => '')) === START_NOTHING;
  if (!isOurs && (await exists(POLICY))) await rename(POLICY, KEPT);
  await writeFile(POLICY, START_NOTHING, { mode: 0o755 });
  try {
    await work();
  } finally {
    await rm(POLICY, { force: true });
    if (await exists(KEPT)) await rename(KEPT, POLICY);
  }
}

async function apt(...args: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', [...LOCK_WAIT, ...args], { env, maxBuffer: 64 * 1024 * 1024 });
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
