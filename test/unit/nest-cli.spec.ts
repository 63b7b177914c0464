import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Project = { root: string; entryFile: string; sourceRoot: string };

const { projects } = JSON.parse(readFileSync('nest-cli.json', 'utf8')) as {
  projects: Record<string, Project>;
};

describe('nest-cli.json', () => {
  it('lists every app and every lib, except the console, which Vite builds', () => {
    const folders = ['apps', 'libs'].flatMap((kind) =>
      readdirSync(kind).map((name) => join(kind, name)),
    );
    const built = folders.filter((folder) => folder !== 'apps/console');
    const listed = Object.values(projects).map(({ root }) => root);
    expect(listed.toSorted()).toEqual(built.toSorted());
  });

  it('names the entry file of each', () => {
    const entries = Object.values(projects).map(({ sourceRoot, entryFile }) =>
      join(sourceRoot, `${entryFile}.ts`),
    );
    expect(entries.filter((file) => !existsSync(file))).toEqual([]);
  });
});
