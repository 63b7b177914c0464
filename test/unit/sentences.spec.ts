import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
let pages: Map<string, string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sentences-'));
  execFileSync(process.execPath, ['tools/sentences.mjs', folder]);
  const read = (name: string): [string, string] => [name, readFileSync(join(folder, name), 'utf8')];
  pages = new Map(readdirSync(folder).map(read));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the sentences that the linter of the docs reads', () => {
  it('are those of problems, of logs, of the CLI, and of the console', () => {
    const all = [...pages.values()].join();
    expect(all).toContain('Check before you try again.');
    expect(all).toContain('The gateway is unavailable. Retrying.');
    expect(all).toContain('A wake-up that is not due yet could not be delayed; retrying: X0');
    expect(all.split('<!-- ').length).toBeGreaterThan(1_500);
  });

  it('are checked by the terms of the docs', () => {
    const { rules } = JSON.parse(pages.get('textlintrc.json') ?? '{}') as { rules: object };
    const docs = JSON.parse(readFileSync('.textlintrc.json', 'utf8')) as {
      rules: Record<string, unknown>;
    };
    expect(rules).toEqual({ terminology: docs.rules['terminology'] });
  });

  it('are not SQL', () => {
    expect([...pages.values()].join()).not.toMatch(/\bSELECT\b.*\bFROM\b/);
  });
});
