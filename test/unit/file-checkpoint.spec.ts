import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refused, fileCheckpoint } from '../../packages/newsletter-events/src/index.js';
import { useFeedServer } from './feed-server.testing.js';

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

  it.runIf(isRoot)('of another user that only they may replace is refused', async () => {
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

describe('a checkpoint that is read again while it is in use', () => {
  it('is only read then: a folder that is read-only for a moment ends nothing', async () => {
    await asUser(async () => {
      const one = fileCheckpoint(file());
      await one.load();
      await one.save(PROGRESS);
      await chmod(folder, 0o500);
      expect(await one.load()).toEqual(PROGRESS);
      await chmod(folder, 0o000);
      const error: unknown = await one.load().catch((failure: unknown) => failure);
      expect(error).toMatchObject({ code: 'EACCES' });
      expect(error).not.toBeInstanceOf(Refused);
      await chmod(folder, 0o700);
      await one.save({ ...PROGRESS, after: '8' });
    });
  });

  it('is still refused once another process wrote it', async () => {
    const [one, other] = [fileCheckpoint(file()), fileCheckpoint(file())];
    await one.load();
    await one.save(PROGRESS);
    await other.load();
    await other.save({ ...PROGRESS, after: '8' });
    expect(await one.load()).toMatchObject({ after: '8' });
    await expect(one.save(PROGRESS)).rejects.toThrow(Refused);
  });

  it('is tested until that succeeded once', async () => {
    const one = fileCheckpoint(file());
    await rename(folder, `${folder}.away`);
    await expect(one.load()).rejects.toThrow(Refused);
    await expect(one.load()).rejects.toThrow(Refused);
    await rename(`${folder}.away`, folder);
    expect(await one.load()).toBeUndefined();
  });
});

describe('a service that stores each event itself in a file', () => {
  const server = useFeedServer();

  it('continues after the folder was missing for a moment', async () => {
    server.hasEvents('one', 'two');
    const attempts: string[] = [];
    const { done } = server.follow({
      checkpoint: fileCheckpoint(file()),
      onEvent: async ({ id }, { attempt, save }) => {
        attempts.push(`${id} ${attempt}`);
        if (attempt === 1) await rename(folder, `${folder}.away`);
        else await rename(`${folder}.away`, folder);
        await save();
      },
    });
    const handled = vi.waitFor(() => expect(attempts).toHaveLength(4), { timeout: 20_000 });
    await Promise.race([handled, done]);
    expect(attempts).toEqual(['one 1', 'one 2', 'two 1', 'two 2']);
  });
});
