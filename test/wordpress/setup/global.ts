import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { dump, sqlAsRoot, startMariaDb } from './mariadb.js';
import { ensurePackages } from './packages.js';
import { makeTree } from './tree.js';

export type WordpressTemplate = {
  socket: string;
  /** Files of a whole WordPress. */
  tree: string;
  /** SQL that makes its database. */
  dumpFile: string;
  /** Application passwords by user. */
  passwords: Record<string, string>;
};

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the project's WordPress comes from. */
    wordpressRoot: string;
    wordpress: WordpressTemplate;
  }
}

/** One MariaDB and one installed WordPress a project, of which each spec file gets a copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await ensurePackages();
  const dir = await mkdtemp(join(tmpdir(), 'newsletter-wordpress-'));
  const database = await startMariaDb(dir);
  const tree = join(dir, 'template');
  makeTree(project.getProvidedContext().wordpressRoot, tree);
  const { socket } = database;
  const passwords = install(tree, socket);
  const dumpFile = join(dir, 'template.sql');
  await writeFile(dumpFile, dump(socket, 'template'));
  project.provide('wordpress', { socket, tree, dumpFile, passwords });
  return async () => {
    await database.stop();
    await rm(dir, { recursive: true, force: true });
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
