import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Environment, readBroker, readDatabaseUrl } from '#process';
import { SecretVariableError, secretVariable } from './secret-variable.js';

let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'newsletter-secret-'));
  file = join(folder, 'secret');
  writeFileSync(file, 'postgres://u:pa55@a/db\n');
  writeFileSync(join(folder, 'empty'), '\n');
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('a secret of the environment', () => {
  it('is the variable, or what its file holds', () => {
    expect(secretVariable({ KEY: ' a ' }, 'KEY')).toBe('a');
    expect(secretVariable({ KEY: '', KEY_FILE: file }, 'KEY')).toBe('postgres://u:pa55@a/db');
    expect(secretVariable({}, 'KEY')).toBeUndefined();
  });

  it.each([
    ['is given twice', { KEY: 'pa55', KEY_FILE: '/x' }, 'Both KEY and KEY_FILE are set'],
    ['has no file', { KEY_FILE: '/nowhere' }, /^KEY_FILE .* \/nowhere \(ENOENT\)\. Create it/],
  ])('that %s is refused', (_what, variables, words) => {
    expect(() => secretVariable(variables, 'KEY')).toThrow(SecretVariableError);
    expect(() => secretVariable(variables, 'KEY')).toThrow(words);
    expect(() => secretVariable(variables, 'KEY')).not.toThrow('pa55');
  });

  it('whose file is empty is refused', () => {
    const KEY_FILE = join(folder, 'empty');
    expect(() => secretVariable({ KEY_FILE }, 'KEY')).toThrow('KEY_FILE names an empty file');
  });

  it('may be a URL, and each fault is told with all others', () => {
    const good = new Environment({ DATABASE_URL_FILE: file });
    expect(readDatabaseUrl(good)).toBe('postgres://u:pa55@a/db');
    const bad = new Environment({ DATABASE_URL_FILE: '/nowhere', RABBITMQ_URL_FILE: '/nowhere' });
    readDatabaseUrl(bad);
    readBroker(bad);
    expect(bad.faults).toEqual([
      expect.stringMatching(/^DATABASE_URL_FILE names a file that cannot be read/),
      expect.stringMatching(/^RABBITMQ_URL_FILE names a file that cannot be read/),
    ]);
  });
});
