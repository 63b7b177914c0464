import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** @returns its place in PATH; undefined if it is not there. */
export async function programOf(name: string): Promise<string | undefined> {
  const found = promisify(execFile)('sh', ['-c', `command -v ${name}`]);
  return found.then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
}

export async function hasPrograms(...names: string[]): Promise<boolean> {
  return (await Promise.all(names.map(programOf))).every((path) => path !== undefined);
}
