import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Sites, SitesFileError, digestOf, loadSites, parseSites } from './index.js';

const SIGNING = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const ENV: Record<string, string> = {
  DEMO_APP_ID: 'app-id-of-demo',
  DAILY_SIGNING_SECRET: SIGNING,
  DAILY_SITE_KEY: 'daily-key-0123456789',
  OPERATOR_KEY: 'operator-key-0123456789',
  SHORT_KEY: 'short',
  EMPTY: ' ',
};
const SOURCES = {
  env: (name: string) => ENV[name],
  file(path: string) {
    if (path === 'keys/app-id') return 'app-id-from-file\n';
    if (path === 'daily.html') return '<html></html>\n';
    throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  },
};

type Json = Record<string, unknown>;
const BRAND: Json = {
  environment: 'sandbox',
  appId: { env: 'DEMO_APP_ID' },
  ownerUserId: 'owner',
};
const SITE: Json = {
  brand: 'DEMO',
  signingSecrets: [{ env: 'DAILY_SIGNING_SECRET' }],
  siteKeys: [{ env: 'DAILY_SITE_KEY' }],
};

function file({ brand = {}, site = {}, root = {} }: { brand?: Json; site?: Json; root?: Json }) {
  return JSON.stringify({
    brands: { DEMO: { ...BRAND, ...brand } },
    sites: { daily: { ...SITE, ...site } },
    operatorKeys: [{ env: 'OPERATOR_KEY' }],
    ...root,
  });
}

function faultsOf(text: string): string {
  let sites: Sites | undefined;
  try {
    sites = parseSites(text, SOURCES);
  } catch (error) {
    expect(error).toBeInstanceOf(SitesFileError);
    return (error as Error).message;
  }
  throw new Error(`accepted: ${JSON.stringify([...sites.sites])}`);
}

describe('a good sites file', () => {
  it('may name merge variables of a brand, and a template of a site', () => {
    const text = file({
      brand: { mergeVariables: ['loyalty_level'] },
      site: { template: { file: 'daily.html' } },
    });
    const { brands, sites } = parseSites(text, SOURCES);
    expect(brands.get('DEMO')?.mergeVariables).toEqual(['loyalty_level']);
    expect(sites.get('daily')?.template).toBe('<html></html>');
  });

  it('names merge variables that Omeda accepts, and a template that exists', () => {
    expect(faultsOf(file({ brand: { mergeVariables: ['first name'] } }))).toContain(
      'brands.DEMO.mergeVariables',
    );
    expect(faultsOf(file({ site: { template: { file: 'none.html' } } }))).toContain('none.html');
    expect(faultsOf(file({ site: { template: 'daily.html' } }))).toContain('{ "file": "path" }');
  });

  it('has brands and sites with their defaults', () => {
    const { brands, sites } = parseSites(file({}), SOURCES);
    expect(brands.get('DEMO')).toMatchObject({ maxConcurrentCalls: 4, callTimeoutMs: 30_000 });
    expect(sites.get('daily')).toMatchObject({ brand: 'DEMO', publishDelayMs: 1_800_000 });
  });

  it('reads secrets from variables and files, without the line break at the end', () => {
    const text = file({ brand: { appId: { file: 'keys/app-id' } } });
    const { brands, sites, operatorKeys } = parseSites(text, SOURCES);
    expect(brands.get('DEMO')?.appId.reveal()).toBe('app-id-from-file');
    expect(sites.get('daily')?.signingSecrets[0]?.reveal()).toBe(SIGNING);
    expect(operatorKeys[0]?.key.isOf(digestOf('operator-key-0123456789'))).toBe(true);
  });

  it('never prints a secret', () => {
    const parsed = parseSites(file({}), SOURCES);
    const printed = [
      JSON.stringify([...parsed.brands, ...parsed.sites, parsed.operatorKeys]),
      inspect(parsed, { depth: 9, showHidden: true }),
      String(parsed.brands.get('DEMO')?.appId),
    ].join('\n');
    for (const secret of ['app-id-of-demo', SIGNING, 'daily-key', 'operator-key']) {
      expect(printed).not.toContain(secret);
    }
    expect(printed).toContain('variable OPERATOR_KEY');
  });

  it('may hold the hash of a key in place of the key', () => {
    const key = 'weekly-key-0123456789';
    const sha256 = createHash('sha256').update(key).digest('hex');
    const { sites } = parseSites(file({ site: { siteKeys: [{ sha256 }] } }), SOURCES);
    expect(sites.get('daily')?.siteKeys.map((known) => known.isOf(digestOf(key)))).toEqual([true]);
  });

  it('is what sites.example.json shows', () => {
    const text = readFileSync('sites.example.json', 'utf8');
    expect(parseSites(text, SOURCES).sites.has('daily')).toBe(true);
  });
});

describe('a broken sites file', () => {
  it.each<[string, string, string]>([
    ['no JSON', '{ "brands": ', 'is not valid JSON'],
    ['a list', '[]', 'must be an object'],
    ['no brands', file({ root: { brands: {} } }), 'brands: must be an object with at least one'],
    ['no sites', file({ root: { sites: undefined } }), 'sites: must be an object with at least'],
    [
      'an unknown brand',
      file({ site: { brand: 'DEMOO' } }),
      "sites.daily.brand: no brand 'DEMOO' is defined; defined are: DEMO.",
    ],
    ['no brand', file({ site: { brand: undefined } }), 'sites.daily.brand: is missing'],
    ['no owner', file({ brand: { ownerUserId: 7 } }), 'brands.DEMO.ownerUserId: must be a string'],
    [
      'an unknown environment',
      file({ brand: { environment: 'prod' } }),
      'brands.DEMO.environment: must be one of: sandbox, staging, production.',
    ],
    [
      'a base URL in production',
      file({ brand: { environment: 'production', baseUrl: 'http://127.0.0.1/' } }),
      'brands.DEMO.baseUrl: belongs to environment "sandbox" only',
    ],
    ['a base URL that is none', file({ brand: { baseUrl: 'file:///x' } }), 'must be a URL such as'],
    ['a mailbox with @', file({ brand: { mailbox: 'a@b.c' } }), 'only the part before the @'],
    ['a bad reply-to', file({ brand: { replyTo: 'nobody' } }), 'replyTo: must be an email'],
    [
      'no call at a time',
      file({ brand: { maxConcurrentCalls: 0 } }),
      'number from 1 to 100 (default 4',
    ],
    ['half a call', file({ brand: { maxConcurrentCalls: 1.5 } }), 'must be a whole number'],
    ['a late newsletter', file({ site: { publishDelayMinutes: -1 } }), 'number from 0 to 10080'],
    ['a site no URL can name', file({ root: { sites: { 'a/b': SITE } } }), 'is the one in its URL'],
    ['no signing secret', file({ site: { signingSecrets: [] } }), 'needs at least one secret'],
    [
      'an unknown field',
      file({ site: { sitekeys: [] } }),
      'sites.daily.sitekeys: is not a known field. Known fields: brand, signingSecrets, siteKeys',
    ],
    ['an unknown part', file({ root: { site: {} } }), 'site: is not a known field'],
    [
      'a variable that is not set',
      file({ brand: { appId: { env: 'NOT_SET' } } }),
      'brands.DEMO.appId: the variable NOT_SET is not set',
    ],
    ['an empty variable', file({ brand: { appId: { env: 'EMPTY' } } }), 'EMPTY is not set'],
    [
      'a file that is not there',
      file({ site: { siteKeys: [{ file: 'gone' }] } }),
      'sites.daily.siteKeys[0]: the file gone cannot be read (ENOENT)',
    ],
    [
      'a hash that is none',
      file({ site: { siteKeys: [{ sha256: 'daily-key-0123456789' }] } }),
      'siteKeys[0]: must be { "sha256": "64 hexadecimal digits" } alone',
    ],
    ['a hash of a secret to sign with', file({ brand: { appId: { sha256: 'A' } } }), 'must be {'],
    ['two sources', file({ brand: { appId: { env: 'A', file: 'b' } } }), 'appId: must be {'],
    ['an unknown source', file({ brand: { appId: { vault: 'A' } } }), 'appId: must be {'],
    ['no list of keys', file({ root: { operatorKeys: 'x' } }), 'operatorKeys: must be a list'],
    [
      'a key that can be guessed',
      file({ site: { siteKeys: [{ env: 'SHORT_KEY' }] } }),
      'siteKeys[0]: variable SHORT_KEY must have at least 16 characters',
    ],
    [
      'a signing secret that is no base64',
      file({ site: { signingSecrets: [{ env: 'DAILY_SITE_KEY' }] } }),
      'signingSecrets[0]: variable DAILY_SITE_KEY must be whsec_ and 24 to 64 bytes in base64',
    ],
    [
      'a key of two sites',
      file({ root: { sites: { daily: SITE, weekly: SITE } } }),
      'sites.weekly.siteKeys: variable DAILY_SITE_KEY holds a key that sites.daily.siteKeys also uses.',
    ],
    [
      'a site key that is an operator key',
      file({ root: { operatorKeys: [{ env: 'DAILY_SITE_KEY' }] } }),
      'holds a key that operatorKeys also uses.',
    ],
  ])('is refused for %s', (_fault, text, message) => {
    expect(faultsOf(text)).toContain(message);
  });

  it('reports every fault at once', () => {
    const message = faultsOf(
      file({ brand: { ownerUserId: '', colour: 'red' }, site: { brand: 'X', siteKeys: ['k'] } }),
    );
    expect(message).toContain('has 4 faults');
    expect(message).toMatch(/ownerUserId[^]*colour[^]*siteKeys\[0\][^]*sites\.daily\.brand/);
  });

  it.each([
    ['as text', { appId: 'inline-s3cret' }],
    ['as the name of a variable', { appId: { env: 'inline-s3cret' } }],
    ['under another name', { appId: { value: 'inline-s3cret' } }],
  ])('does not repeat a secret that stands in it %s', (_where, brand) => {
    expect(faultsOf(file({ brand }))).not.toContain('s3cret');
  });

  it('does not repeat what stands around a misplaced comma', () => {
    expect(faultsOf('{ "appId": "inline-s3cret", x }')).not.toContain('s3cret');
  });

  it('says what to do if it does not exist', () => {
    expect(() => loadSites('/nowhere/sites.json', {})).toThrow(
      'cannot be read (ENOENT): copy sites.example.json there',
    );
  });
});
