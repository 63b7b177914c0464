import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SitesFileError, parseSites } from '#sites';
import { BRAND_QUESTIONS, SITE_QUESTIONS } from '../../apps/cli/src/sites/questions.js';

const PAGE = readFileSync('docs/configure-omeda.md', 'utf8');
const SOURCES = {
  env: (name: string) => `${name}-0123456789abcdef`,
  file: (path: string) =>
    path.includes('signing') ? `whsec_${Buffer.alloc(32).toString('base64')}` : 'a-text',
};

type Row = { field: string; leftOut: string; example: string };

const rows: Row[] = PAGE.split('\n').flatMap((line) => {
  const [, field = '', , leftOut = '', example = ''] = line.split('|').map((cell) => cell.trim());
  const name = /^`((?:brands|sites|operatorKeys)[\w.]*)`$/.exec(field)?.[1];
  return name ? [{ field: name, leftOut, example: example.replace(/^`(.*)`$/, '$1') }] : [];
});

/** The fields that the parser expects, as it lists them for a misspelled one. */
function known(): string[] {
  const misspelt = { nonsense: 1 };
  const document = { brands: { FOO: misspelt }, sites: { daily: misspelt }, ...misspelt };
  try {
    parseSites(JSON.stringify(document), SOURCES);
  } catch (error) {
    const faults = error instanceof SitesFileError ? error.faults : [];
    return faults.flatMap(({ path, problem }) => {
      const [, names] = /Known fields: (.*)\.$/.exec(problem) ?? [];
      const within = path.replace(/nonsense$/, '');
      return names?.split(', ').map((name) => `${within}${name}`) ?? [];
    });
  }
  return [];
}

/** A file of all examples of the table, except those left out. */
function fileOf(isIn: (row: Row) => boolean): string {
  const document: Record<string, Record<string, Record<string, unknown>>> = {};
  for (const { field, example } of rows.filter((row) => row.example && isIn(row))) {
    const [first = '', name, last = ''] = field.split('.');
    if (name === undefined) document[first] = JSON.parse(example);
    else ((document[first] ??= {})[name] ??= {})[last] = JSON.parse(example);
  }
  return JSON.stringify(document);
}

describe('the table of the sites file in docs/configure-omeda.md', () => {
  it('has every field that is read, and no other', () => {
    expect(known().length).toBeGreaterThan(15);
    expect(rows.map(({ field }) => field).sort()).toEqual(known().sort());
  });

  it('has examples that together are a valid file', () => {
    const { brands, sites } = parseSites(
      fileOf(() => true),
      SOURCES,
    );
    expect(brands.get('FOO')).toMatchObject({ environment: 'production', ownerUserId: 'jdoe' });
    expect(sites.get('daily')).toMatchObject({ brand: 'FOO', publishDelayMs: 15 * 60_000 });
  });

  it.each(rows.filter(({ leftOut }) => leftOut === 'required'))(
    'says correctly that $field is required',
    ({ field }) => {
      const without = fileOf((row) => row.field !== field && !row.field.startsWith(`${field}.`));
      const words = new RegExp(`(^|\\s)${field}: (is missing|must be|needs)`, 'm');
      expect(() => parseSites(without, SOURCES)).toThrow(words);
    },
  );

  it('has the correct defaults of numbers', () => {
    const without = parseSites(
      fileOf(({ leftOut }) => !/^`\d+`$/.test(leftOut)),
      SOURCES,
    );
    const said = Object.fromEntries(
      rows.map(({ field, leftOut }) => [
        field.split('.').at(-1),
        Number(leftOut.replaceAll('`', '')),
      ]),
    );
    const brand = without.brands.get('FOO');
    expect(brand?.maxConcurrentCalls).toBe(said['maxConcurrentCalls']);
    expect(brand?.callTimeoutMs).toBe((said['callTimeoutSeconds'] ?? 0) * 1000);
    expect(without.sites.get('daily')?.publishDelayMs).toBe(
      (said['publishDelayMinutes'] ?? 0) * 60_000,
    );
  });

  it('names the hosts that the client calls', () => {
    const account = readFileSync('libs/omeda-client/src/account.ts', 'utf8');
    const hosts = [...account.matchAll(/https:\/\/([\w.]+omeda\w*\.com)/g)].map(([, host]) => host);
    expect(hosts).toHaveLength(2);
    for (const host of hosts) expect(PAGE).toContain(`\`${host}\``);
  });

  it('is requested by "newsletter sites add", except what that generates', () => {
    const made = ['appId', 'brand', 'signingSecrets', 'siteKeys'];
    const asked = [...BRAND_QUESTIONS, ...SITE_QUESTIONS].map(({ field }) => field);
    const fields = rows.flatMap(({ field }) => field.split('.')[2] ?? []);
    expect([...asked, ...made].sort()).toEqual(fields.sort());
  });
});
