import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { blockOf } from '../setup/docs/blocks.js';
import { copyOf, debianOf } from './debian.js';
import { ACCOUNTS, CERTIFICATES, House } from './house.js';
import { Newcomer } from './newcomer.js';
import { installNode } from './node-line.js';

export type Wanted = { suite: string; node: string; user: string; keep: boolean };

const run = promisify(execFile);
const LOGS = 'test-results/newcomer';
const ORIGIN = '/srv/origin.git';

/** A bare Debian with Git and Node, and a person in it; everything is deleted afterwards. */
export async function inWorld(
  wanted: Wanted,
  work: (newcomer: Newcomer, version: string) => Promise<void>,
): Promise<void> {
  const root = await copyOf(await debianOf(wanted.suite));
  try {
    const version = await installNode(root, wanted.node);
    await furnish(root);
    await inHouse(root, wanted, (newcomer) => work(newcomer, version));
  } finally {
    if (!wanted.keep) await rm(dirname(root), { recursive: true, force: true });
  }
}

async function inHouse(root: string, wanted: Wanted, work: (newcomer: Newcomer) => Promise<void>) {
  const account = ACCOUNTS[wanted.user];
  if (!account) throw new Error(`There is no account '${wanted.user}'.`);
  const house = await House.open(root);
  const newcomer = new Newcomer(house, account);
  try {
    await work(newcomer);
  } finally {
    await house.close();
    mkdirSync(LOGS, { recursive: true });
    const { suite, node, user } = wanted;
    writeFileSync(join(LOGS, `${suite}-node-${node}-${user}.log`), newcomer.log);
  }
}

/** An ordinary user, the network's names, and README's repository: this one replaces it. */
async function furnish(root: string): Promise<void> {
  const { name, uid, home } = ACCOUNTS['newcomer'] ?? { name: '', uid: 0, home: '' };
  const user = ['--uid', String(uid), '--create-home', '--home-dir', home, '--shell', '/bin/bash'];
  await run('chroot', [root, 'useradd', ...user, name]);
  for (const file of ['/etc/resolv.conf', '/etc/hosts']) copyFileSync(file, join(root, file));
  const extra = process.env['NODE_EXTRA_CA_CERTS'];
  if (extra) copyFileSync(extra, join(root, CERTIFICATES));
  await run('git', ['clone', '--quiet', '--bare', '--no-local', resolve('.'), join(root, ORIGIN)]);
  const [url] = /https:\S+/.exec(blockOf('README.md', 'git clone').text) ?? [];
  const config = ['config', '--file', join(root, 'etc/gitconfig')];
  await run('git', [...config, `url.file://${ORIGIN}.insteadOf`, String(url)]);
  await run('git', [...config, '--add', 'safe.directory', ORIGIN]);
}
