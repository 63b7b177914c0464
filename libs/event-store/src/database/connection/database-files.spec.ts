import { writeFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unreadableFile } from './database-files.js';

const folder = mkdtempSync(join(tmpdir(), 'newsletter-files-'));
const there = join(folder, 'there.pem');
const url = 'postgres://connector:secret-of-the-spec@db:5432/newsletters';

afterAll(() => rmSync(folder, { recursive: true }));

describe('the files that DATABASE_URL names', () => {
  it('are fine if there are none, or all can be read', async () => {
    await writeFile(there, 'a certificate');
    expect(unreadableFile(url)).toBeUndefined();
    expect(unreadableFile(`${url}?sslmode=verify-full&sslrootcert=${there}`)).toBeUndefined();
  });

  it.each(['sslrootcert', 'sslcert', 'sslkey'])('%s is named with its path and a cure', (name) => {
    const missing = join(folder, 'missing.pem');
    const fault = unreadableFile(`${url}?sslmode=verify-full&${name}=${missing}`);
    expect(fault).toBe(
      `DATABASE_URL: ${name} names ${missing}, which cannot be read (ENOENT). ` +
        'Correct the path, or let the user of this process read the PEM file.',
    );
    expect(unreadableFile(`${url}?${name}=${folder}`)).toContain('EISDIR');
  });
});
