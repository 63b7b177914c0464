import { delimiter, dirname } from 'node:path';
import { findFiles } from './find-files.js';

/** Some packages keep libraries that only they use in a folder of their own. */
const LIBRARIES = ['*.so*', '*/*.so*'];

/** What no loader knows of an unpacked folder: where its libraries are. */
export async function librariesOf(root: string): Promise<string> {
  const folders = ['usr/lib/*-linux-*', 'lib/*-linux-*'];
  const patterns = LIBRARIES.flatMap((names) => folders.map((folder) => `${folder}/${names}`));
  const found = await Promise.all(patterns.map((pattern) => findFiles(root, pattern)));
  return [...new Set(found.flat().map((path) => dirname(path)))].join(delimiter);
}
