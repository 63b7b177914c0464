import { canUnpack, ownSuite } from './debian/unpack.js';
import { unpackedToday } from './debian/unpacked-today.js';

/**
 * Libraries of other languages as Debian has them, without what they depend on. Nothing is installed.
 * @returns the folder that has them, as `/` would. @throws Error that says what it takes.
 */
export async function unpackedLibraries(...packages: readonly string[]): Promise<string> {
  const suite = await ownSuite();
  if (!suite || !(await canUnpack())) {
    throw new Error(`These specs take libraries from Debian's packages: ${packages.join(', ')}.`);
  }
  return unpackedToday(`libraries-${packages.join('+')}`, { suite, packages });
}
