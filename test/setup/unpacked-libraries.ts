import { canUnpack, ownSuite } from './debian/unpack.js';
import { unpackedToday } from './debian/unpacked-today.js';

/**
 * Libraries of other languages from Debian, without their dependencies. Nothing is installed.
 * @returns the folder that has them, like `/`. @throws Error that says what it requires.
 */
export async function unpackedLibraries(...packages: readonly string[]): Promise<string> {
  const suite = await ownSuite();
  if (!suite || !(await canUnpack())) {
    throw new Error(`These specs take libraries from Debian's packages: ${packages.join(', ')}.`);
  }
  return unpackedToday(`libraries-${packages.join('+')}`, { suite, packages });
}
