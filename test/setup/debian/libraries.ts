import { delimiter, dirname } from 'node:path';
import { findFiles } from './find-files.js';

/** Some packages keep libraries that only they use in their own folder. */
const LIBRARIES = ['*.so*', '*/*.so*'];

/** What no loader knows about an unpacked folder: the location of its libraries. */
export async function librariesOf(root: string): Promise<string> {
  const folders = ['usr/lib/*-linux-*', 'lib/*-linux-*'];
  const patterns = LIBRARIES.flatMap((names) => folders.map((folder) => `${folder}/${names}`));
  const found = await Promise.all(patterns.map((pattern) => findFiles(root, pattern)));
  return [...new Set(found.flat().map((path) => dirname(path)))].join(delimiter);
}
