import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { programsOf } from '../../setup/debian/programs.js';
import { canUnpack, unpack } from '../../setup/debian/unpack.js';
import { hasPrograms } from '../../setup/has-programs.js';

/** Small, rarely installed, and with a library that nothing else needs. */
const PROGRAM = 'tidy';

const root = await mkdtemp(join(tmpdir(), 'newsletter-unpacked-'));
const isUnpacked = await fetchProgram().catch((error: unknown) => {
  if (process.env['CI']) throw error;
  process.stderr.write(`Skipped: specs of unpacked programs. ${String(error)}\n`);
  return false;
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** @returns whether it is missing on this machine. */
async function fetchProgram(): Promise<boolean> {
  if (!(await canUnpack()) || (await hasPrograms(PROGRAM))) return false;
  await unpack({ packages: [PROGRAM] }, root);
  return true;
}

describe.skipIf(!isUnpacked)('a program that is not installed', () => {
  it('runs from a folder, with the libraries that are missing on this machine', async () => {
    const folder = await programsOf(root);
    const said = execFileSync(join(folder, PROGRAM), ['-version'], { encoding: 'utf8' });
    expect(said).toMatch(/^HTML Tidy/);
    expect(await hasPrograms(PROGRAM)).toBe(false);
  });
});
