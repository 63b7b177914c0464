import { spawnSync } from 'node:child_process';
import { chmodSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { LocalPostgresError } from './local-postgres-error.js';

/** Numeric id of `nobody`: the same on every Linux, even without an entry in /etc/passwd. */
const NOBODY = 65_534;

/** The user PostgreSQL runs as; undefined: ours. It refuses to run as root. */
export type ServerUser = { uid: number; gid: number } | undefined;

/**
 * Root runs the server as the owner of the cluster, or as `nobody` for a new one.
 * @throws LocalPostgresError if the cluster belongs to another user.
 */
export function serverUserOf(clusterDir: string): ServerUser {
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  const uid = process.getuid?.();
  if (uid === 0) {
    if (!owner || owner.uid === 0) return { uid: NOBODY, gid: NOBODY };
    return { uid: owner.uid, gid: owner.gid };
  }
  if (owner && uid !== undefined && owner.uid !== uid) {
    throw new LocalPostgresError(
      `The data in ${clusterDir} belongs to another user (uid ${owner.uid}): start as that user or ` +
        'as root, or set DATA_DIR to a folder of your own.',
    );
  }
  return undefined;
}

/** Spawn options for PostgreSQL's programs, which may not have access to root's working directory. */
export function asServerUser(user: ServerUser) {
  return user ? { cwd: '/', uid: user.uid, gid: user.gid } : { cwd: '/' };
}

/** Whether the server's user may read and, for a folder, enter it. */
export function canReach(user: ServerUser, path: string): boolean {
  const test = 'test -r "$1" && { test ! -d "$1" || test -x "$1"; }';
  return spawnSync('/bin/sh', ['-c', test, 'sh', path], asServerUser(user)).status === 0;
}

function canEnter(user: ServerUser, dir: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', dir], asServerUser(user)).status === 0;
}

/**
 * Lets the server's user pass through our own folder, whose secrets keep their own modes.
 * @throws LocalPostgresError, naming the folder above it that is closed.
 */
export function openPath(user: ServerUser, dataDir: string): void {
  if (!user) return;
  const closed = foldersAbove(dataDir).find((dir) => !canEnter(user, dir));
  if (closed !== undefined) {
    throw new LocalPostgresError(
      `The data folder ${dataDir} cannot be used: PostgreSQL does not run as root, and ${closed} is ` +
        `not accessible to the user it runs as (uid ${user.uid}). Set DATA_DIR to another folder, such ` +
        `as /var/lib/omeda-newsletter-connector, or set DATABASE_URL to your own PostgreSQL.`,
    );
  }
  if (!canEnter(user, dataDir)) chmodSync(dataDir, statSync(dataDir).mode | 0o011);
}

/** From the root down. */
function foldersAbove(dir: string): string[] {
  const parent = dirname(dir);
  return parent === dir ? [] : [...foldersAbove(parent), parent];
}
