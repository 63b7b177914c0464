import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { blocksOf } from '../setup/docs/blocks.js';

const FOLDER = 'packages/newsletter-events';

type Manifest = {
  exports: Record<string, string | { types: string; default: string }>;
  dependencies?: object;
  peerDependencies: Record<string, string>;
  peerDependenciesMeta: Record<string, { optional: boolean }>;
  license: string;
  version: string;
  publishConfig: object;
};
type Workflow = { jobs: Record<string, { permissions?: object; steps: { run?: string }[] }> };
type Packed = { files: { path: string }[] };

const manifest = JSON.parse(readFileSync(`${FOLDER}/package.json`, 'utf8')) as Manifest;
let packed: string[];

beforeAll(() => {
  execFileSync('npm', ['run', 'build'], { cwd: FOLDER });
  const text = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: FOLDER,
    encoding: 'utf8',
  });
  const [first] = JSON.parse(text) as Packed[];
  packed = first?.files.map(({ path }) => path) ?? [];
}, 120_000);

describe('the package newsletter-events', { timeout: 180_000 }, () => {
  it('has its exports, its documents, and no source', () => {
    const targets = Object.values(manifest.exports).flatMap((one) =>
      typeof one === 'string' ? [one] : [one.types, one.default],
    );
    const wanted = targets.map((path) => path.replace('./', ''));
    expect(packed).toEqual(expect.arrayContaining(wanted));
    expect(packed).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'CHANGELOG.md']));
    expect(packed.filter((path) => /spec|src\/|\.map$/.test(path))).toEqual([]);
  });

  it('depends on nothing, and requires amqplib and NestJS only if they are used', () => {
    expect(manifest.dependencies).toBeUndefined();
    const optional = Object.keys(manifest.peerDependencies).filter(
      (name) => manifest.peerDependenciesMeta[name]?.optional,
    );
    expect(optional).toEqual(Object.keys(manifest.peerDependencies));
    const index = readFileSync(`${FOLDER}/dist/index.js`, 'utf8');
    expect(index).not.toMatch(/amqplib|nest/);
    const types = readFileSync(`${FOLDER}/dist/index.d.ts`, 'utf8');
    expect(types).not.toMatch(/amqplib|@nestjs/);
    expect(existsSync(`${FOLDER}/dist/nest/index.d.ts`)).toBe(true);
  });

  it('is installed with what README.md names, which is what each entry requires', () => {
    const installs = blocksOf('packages/newsletter-events/README.md')
      .filter(({ text }) => text.startsWith('npm install '))
      .map(({ text }) => text.trim().split(' ').slice(2));
    const [alone, nest] = installs;
    expect(alone).toEqual(['newsletter-events']);
    expect(nest).toEqual(expect.arrayContaining(Object.keys(manifest.peerDependencies)));
  });

  it('is published by a release with provenance, if its changelog mentions it', () => {
    const { jobs } = parse(readFileSync('.github/workflows/release.yml', 'utf8')) as Workflow;
    const { permissions, steps } = jobs['newsletter-events'] ?? { steps: [] };
    expect(permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    expect(steps.at(-1)?.run).toMatch(/^npm publish --provenance --access public$/m);
    expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
    const [tool, tag] = ['tools/release-notes.mjs', `v${manifest.version}`];
    const input = readFileSync(`${FOLDER}/CHANGELOG.md`);
    expect(execFileSync(process.execPath, [tool, tag], { input }).toString()).not.toBe('');
  });

  it('is imported by its name, as its users do', () => {
    const script = `const { follow } = await import('newsletter-events');
      const { NewsletterEventsStrategy } = await import('newsletter-events/nest');
      process.stdout.write(typeof follow + typeof NewsletterEventsStrategy);`;
    const args = ['--input-type=module', '--eval', script];
    const said = execFileSync(process.execPath, args, { cwd: FOLDER, encoding: 'utf8' });
    expect(said).toBe('functionfunction');
  });
});
