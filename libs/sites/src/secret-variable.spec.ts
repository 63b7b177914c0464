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
  it('is the variable, or the content of its file', () => {
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

  it.each([
    'postgres://u:pa55@db/newsletter',
    'whsec_pa55AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '0123456789abcdef0123456789abcdefpa55',
    '/pa55AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/BBB=',
  ])('in place of the name of its file is not repeated: %s', (secret) => {
    const read = () => secretVariable({ KEY_FILE: secret }, 'KEY');
    expect(read).toThrow(/^KEY_FILE names a file that cannot be read, \(not shown: .*\(ENOENT\)/);
    expect(read).not.toThrow('pa55');
  });

  it.each(['/run/secrets/database-url', 'secrets/..data/db.url', 'C-1/app-id'])(
    'has its file named where it is one: %s',
    (path) => {
      expect(() => secretVariable({ KEY_FILE: path }, 'KEY')).toThrow(path);
    },
  );

  it('whose file is empty is refused', () => {
    const KEY_FILE = join(folder, 'empty');
    expect(() => secretVariable({ KEY_FILE }, 'KEY')).toThrow('KEY_FILE names an empty file');
  });

  it('may be a URL, and each fault is reported with all others', () => {
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
