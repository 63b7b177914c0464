import { readFileSync } from 'node:fs';

const FILES = ['sslrootcert', 'sslcert', 'sslkey'] as const;

/** Which file that DATABASE_URL names cannot be read, and what to do; undefined if all can. */
export function unreadableFile(url: string): string | undefined {
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  for (const name of FILES) {
    const path = query.get(name);
    if (!path) continue;
    try {
      readFileSync(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return (
        `DATABASE_URL: ${name} names ${path}, which cannot be read (${code}). ` +
        'Correct the path, or let the user of this process read the PEM file.'
      );
    }
  }
  return undefined;
}
