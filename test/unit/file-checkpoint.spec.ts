import { chmod, chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refused, fileCheckpoint } from '../../packages/newsletter-events/src/index.js';

const NOBODY = 65_534;
const PROGRESS = { epoch: 'e', after: '7', seen: ['one'] };
const isRoot = process.geteuid?.() === 0;

let folder: string;
const file = () => join(folder, 'checkpoint.json');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'newsletter-checkpoint-'));
  if (isRoot) await chown(folder, NOBODY, NOBODY);
});

afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});

/** Root may read and write everything. */
async function asUser<T>(work: () => Promise<T>): Promise<T> {
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

async function refusal(path: string): Promise<string> {
  const error: unknown = await asUser(() => fileCheckpoint(path).load()).catch(
    (one: unknown) => one,
  );
  expect(error).toBeInstanceOf(Refused);
  return (error as Error).message;
}

describe('a checkpoint in a file that cannot be used', () => {
  it('in a read-only folder is refused before the first event, with its path and what to do', async () => {
    await chmod(folder, 0o500);
    const words = await refusal(file());
    expect(words).toContain(`The checkpoint ${file()} cannot be written (EACCES)`);
    expect(words).toContain(`write in ${folder}`);
  });

  it('that this user may not read is refused', async () => {
    await writeFile(file(), JSON.stringify(PROGRESS), { mode: 0o000 });
    expect(await refusal(file())).toContain(`${file()} cannot be read (EACCES)`);
  });

  it.runIf(isRoot)('of another user, where that one alone may replace it, is refused', async () => {
    await chown(folder, 0, 0);
    await chmod(folder, 0o1777);
    await writeFile(file(), JSON.stringify(PROGRESS));
    expect(await refusal(file())).toContain(`${file()} cannot be written (EPERM)`);
  });

  it('because it is a folder, or below a file, is refused', async () => {
    await mkdir(file());
    expect(await refusal(file())).toContain('It is a folder');
    await writeFile(join(folder, 'text'), '');
    expect(await refusal(join(folder, 'text', 'checkpoint.json'))).toContain('must be a folder');
  });
});

describe('a checkpoint in a file that can be used', () => {
  it('is loaded as it was saved, and nothing else is left behind', async () => {
    await asUser(async () => {
      expect(await fileCheckpoint(file()).load()).toBeUndefined();
      expect(await readdir(folder)).toEqual([]);
      const one = fileCheckpoint(file());
      await one.load();
      await one.save(PROGRESS);
      expect(await fileCheckpoint(file()).load()).toEqual(PROGRESS);
      expect(await readdir(folder)).toEqual(['checkpoint.json']);
    });
  });
});
