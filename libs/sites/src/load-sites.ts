import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SitesFileError } from './faults.js';
import { secretVariable } from './secret-variable.js';
import { parseSites, type Sites } from './parse-sites.js';

/** Called with the path of each file that is read; even if it cannot be read. */
type OnRead = (path: string) => void;

/**
 * Reads a SITES_FILE; relative paths in it start at its own folder.
 * @throws SitesFileError with every fault at once, or if the file cannot be read.
 */
export function loadSites(
  file: string,
  env: NodeJS.ProcessEnv = process.env,
  onRead: OnRead = () => undefined,
): Sites {
  onRead(file);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const problem = `cannot be read (${(error as NodeJS.ErrnoException).code}): copy sites.example.json there, or set SITES_FILE to where yours is.`;
    throw new SitesFileError(file, [{ path: '', problem }]);
  }
  const sources = {
    env: (name: string) => secretVariable(env, name, onRead),
    file: (path: string) => {
      const secretFile = resolve(dirname(file), path);
      onRead(secretFile);
      return readFileSync(secretFile, 'utf8');
    },
  };
  return parseSites(text, sources, file);
}
