import { access, constants, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Debian's. Its wrapper in /usr/sbin changes user and folder, so that is not the one to call. */
const DEBIAN = '/usr/lib/rabbitmq/bin/rabbitmq-server';
const WRAPPERS = ['/usr/sbin', '/sbin'];

/** This machine's `rabbitmq-server`; undefined if there is none. */
export async function findBinary(): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = folders
    .filter((folder) => folder !== '' && !WRAPPERS.includes(folder))
    .map((folder) => join(folder, 'rabbitmq-server'));
  for (const candidate of [DEBIAN, ...(await packaged()), ...onPath]) {
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

/** RabbitMQ's own packages keep it here, with the version in the folder's name. */
async function packaged(): Promise<string[]> {
  const base = '/usr/lib/rabbitmq/lib';
  const versions = await readdir(base).catch(() => []);
  return versions.map((version) => join(base, version, 'sbin', 'rabbitmq-server'));
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
