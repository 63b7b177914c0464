import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { satisfies, subset } from 'semver';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

type Locked = { version: string; dev?: boolean; engines?: { node?: string } };
type Manifest = {
  version: string;
  engines: { node: string };
  scripts: Record<string, string>;
  files: string[];
  repository: { url: string };
  homepage: string;
  bugs: { url: string };
};

const read = <T>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as T;
const manifest = read<Manifest>('package.json');
const { packages } = read<{ packages: Record<string, Locked> }>('package-lock.json');
const dependencies = Object.entries(packages).filter(([path]) => path !== '');
const asking = dependencies.flatMap(([path, { version, dev, engines }]) =>
  engines?.node
    ? [{ what: `${path} ${version} asks ${engines.node}`, dev, node: engines.node }]
    : [],
);
/** The oldest of each line that the package supports. */
const FLOORS = ['20.19.0', '22.13.0', '24.11.0'];

describe('the Node.js versions that package.json supports', () => {
  it('begin at these', () => {
    expect(FLOORS.filter((version) => !satisfies(version, manifest.engines.node))).toEqual([]);
    const before = ['20.18.9', '21.7.0', '22.12.9', '23.11.0', '24.10.9'];
    expect(before.filter((version) => satisfies(version, manifest.engines.node))).toEqual([]);
  });

  it('are supported by every production dependency, each of them', () => {
    const refusing = asking.filter(({ dev, node }) => !dev && !subset(manifest.engines.node, node));
    expect(refusing.map(({ what }) => what)).toEqual([]);
  });

  it.each(FLOORS)('install without a warning of engines: %s', (floor) => {
    const refusing = asking.filter(({ node }) => !satisfies(floor, node));
    expect(refusing.map(({ what }) => what)).toEqual([]);
  });
});

describe('the package', () => {
  it('names one place for its sources, and README clones from there', () => {
    const { repository, homepage, bugs } = manifest;
    const place = repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
    expect([homepage, bugs.url]).toEqual([`${place}#readme`, `${place}/issues`]);
    expect(readFileSync('README.md', 'utf8')).toContain(`git clone ${place}.git`);
  });

  it('ships what its scripts of production run, and no source', () => {
    const started = [
      'start',
      'start:gateway',
      'start:deployer',
      'demo',
      'newsletter',
      'send-event',
    ];
    for (const name of started) {
      // A signal that npm passes on ends with its shell, unless the program replaces the shell.
      expect(manifest.scripts[name]).toMatch(
        /^node tools\/build-if-needed\.mjs && exec node dist\/apps\//,
      );
    }
    const shipped = ['dist/apps', 'dist/libs', 'tools/build-if-needed.mjs'];
    expect(manifest.files).toEqual(expect.arrayContaining(shipped));
    expect(manifest.files.filter((path) => /^(apps|libs|test|bench)/.test(path))).toEqual([]);
  });

  it('has only permissive licenses in what it ships, each with its text', () => {
    const { status, stdout, stderr } = spawnSync('node', ['tools/notices.mjs'], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^\d{3} packages/);
    const sbom = read<{ components: { name: string }[] }>('dist/sbom.cdx.json');
    const names = sbom.components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['express', 'pg', 'typeorm']));
    expect(names.length).toBeGreaterThan(250);
    expect(names).not.toContain('vitest');
    expect(readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8')).toContain('express ');
  });
});

describe('a release', () => {
  const workflow = readFileSync('.github/workflows/release.yml', 'utf8');

  it('is made by a tag, with scripts that exist', () => {
    const { on, jobs } = parse(workflow) as {
      on: { push: { tags: string[] } };
      jobs: Record<string, { steps: { run?: string }[] }>;
    };
    expect(on.push.tags).toEqual(['v*']);
    const lines = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    const called = [...lines.join('\n').matchAll(/npm run ([\w:-]+)/g)].map(
      ([, name = '']) => name,
    );
    expect(called.length).toBeGreaterThan(2);
    for (const name of called) expect(Object.keys(manifest.scripts)).toContain(name);
    const programs = [...lines.join('\n').matchAll(/node (tools\/\S+)/g)];
    expect(programs.filter(([, file = '']) => !existsSync(file))).toEqual([]);
  });

  it.each([
    [
      'v0.0.1',
      '## Unreleased\n\n- New.\n\n## 0.0.1 (2026-01-02)\n\n- Old.\n- Older.\n',
      '- Old.\n- Older.\n',
    ],
    ['v0.0.2', '## Unreleased\n\n- New.\n', undefined],
  ])('%s has the section of the changelog', (tag, changelog, notes) => {
    const { status, stdout, stderr } = spawnSync('node', ['tools/release-notes.mjs', tag], {
      input: changelog,
      encoding: 'utf8',
    });
    if (notes === undefined)
      expect([status, stderr]).toEqual([1, expect.stringContaining('0.0.2')]);
    else expect([status, stdout]).toEqual([0, notes]);
  });
});
