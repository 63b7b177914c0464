import { execFileSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { serverFolder } from '../../setup/server-folder.js';
import { dump, sqlAsRoot, startMariaDb } from './mariadb.js';
import { ensurePackages } from './packages.js';
import { makeTree } from './tree.js';

export type WordpressTemplate = {
  socket: string;
  /** Files of a whole WordPress. */
  tree: string;
  /** The SQL dump of its database. */
  dumpFile: string;
  /** Application passwords by user. */
  passwords: Record<string, string>;
};

export type StartedTemplate = { template: WordpressTemplate; stop: () => Promise<void> };

/** A MariaDB, and a WordPress installed there, to be copied. */
export async function startTemplate(wordpressRoot: string): Promise<StartedTemplate> {
  await ensurePackages();
  const dir = await serverFolder('wordpress');
  const database = await startMariaDb(dir);
  const tree = join(dir, 'template');
  makeTree(wordpressRoot, tree);
  const { socket } = database;
  const passwords = install(tree, socket);
  const dumpFile = join(dir, 'template.sql');
  await writeFile(dumpFile, dump(socket, 'template'));
  return {
    template: { socket, tree, dumpFile, passwords },
    stop: async () => {
      await database.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function install(tree: string, socket: string): Record<string, string> {
  sqlAsRoot(socket, 'CREATE DATABASE template CHARACTER SET utf8mb4');
  const env = {
    ...process.env,
    WP_TEST_ROOT: tree,
    WP_TEST_DB: 'template',
    WP_TEST_SOCKET: socket,
    WP_TEST_URL: 'http://127.0.0.1:80',
  };
  const script = resolve('test/wordpress/setup/install.php');
  const output = execFileSync('php', [script], { env, encoding: 'utf8' });
  return JSON.parse(output.slice(output.indexOf('{'))) as Record<string, string>;
}
