import { describe, expect, it } from 'vitest';
import { type OperatorKey, SitesFileError, digestOf, parseSites } from '#sites';
import { blockOf } from '../setup/docs/blocks.js';

const { text: BLOCK } = blockOf('docs/configure-omeda.md', '"operatorKeys": [');
const secretOf = (name: string) => `${name}-0123456789abcdef`;
const SOURCES = {
  env: (name: string) =>
    name === 'SIGNING' ? `whsec_${Buffer.alloc(32).toString('base64')}` : secretOf(name),
  file: secretOf,
};
const BRANDS = { FOO: { environment: 'sandbox', appId: { env: 'APP_ID' }, ownerUserId: 'owner' } };
const SITES = {
  daily: { brand: 'FOO', signingSecrets: [{ env: 'SIGNING' }], siteKeys: [{ env: 'SITE_KEY' }] },
};

function keysIn(operatorKeys: unknown): readonly OperatorKey[] {
  const document = JSON.stringify({ brands: BRANDS, sites: SITES, operatorKeys });
  return parseSites(document, SOURCES).operatorKeys;
}

/** Each fault by its field. */
function faultsIn(operatorKeys: unknown): string[] {
  try {
    keysIn(operatorKeys);
    return [];
  } catch (error) {
    if (!(error instanceof SitesFileError)) throw error;
    return error.faults.map(({ path, problem }) => `${path} ${problem}`);
  }
}

const ZOE = { name: 'Zoë', role: 'operate', key: { env: 'ZOE_KEY' } };

describe('operator keys', () => {
  it('are read as docs/configure-omeda.md has them: with name, role, last day, and sites', () => {
    const { operatorKeys } = JSON.parse(`{${BLOCK}}`) as { operatorKeys: unknown };
    const [zoe, reporting] = keysIn(operatorKeys);
    expect(zoe).toMatchObject({ name: 'Zoë', role: 'operate', until: '2027-06-30T23:59:59.999Z' });
    expect(zoe?.key.isOf(digestOf(secretOf('ZOE_KEY')))).toBe(true);
    expect(reporting).toMatchObject({ name: 'reporting', role: 'subscribe', sites: ['daily'] });
    expect(reporting?.key.isOf(digestOf(secretOf('secrets/reporting-key')))).toBe(true);
  });

  it('may be secrets alone, as in earlier releases, also beside entries: they may do everything', () => {
    expect(keysIn([{ env: 'OLD_KEY' }])).toMatchObject([{ role: 'admin' }]);
    const roles = keysIn([{ env: 'OLD_KEY' }, ZOE]).map(({ role, name }) => [role, name]);
    expect(roles).toEqual([
      ['admin', undefined],
      ['operate', 'Zoë'],
    ]);
  });

  it.each<[string, object, string]>([
    ['without a name', { name: undefined }, 'operatorKeys[0].name'],
    ['with a name of control characters', { name: 'Zo\u0007' }, 'operatorKeys[0].name'],
    ['with a role that is none', { role: 'root' }, 'operatorKeys[0].role'],
    ['without a key', { key: undefined }, 'operatorKeys[0].key'],
    ['until a day that is none', { until: 'tomorrow' }, 'operatorKeys[0].until'],
    ['until a day that no calendar has', { until: '2027-13-40' }, 'operatorKeys[0].until'],
    ['with sites and another role', { sites: ['daily'] }, 'operatorKeys[0].sites'],
    ['for no site at all', { role: 'subscribe', sites: [] }, 'operatorKeys[0].sites'],
    ['for a site that is not configured', { role: 'subscribe', sites: ['none'] }, 'operatorKeys'],
    ['with a misspelt field', { untill: '2027-01-01' }, 'operatorKeys[0].untill'],
  ])('%s are refused, with the field', (_what, changes, field) => {
    const faults = faultsIn([{ ...ZOE, ...changes }]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(field);
  });

  it('cannot share a name, or a secret', () => {
    const twin = { ...ZOE, key: { env: 'OTHER_KEY' } };
    expect(faultsIn([ZOE, twin])).toEqual([expect.stringContaining('Zoë')]);
    expect(faultsIn([ZOE, { ...ZOE, name: 'Ada' }])).toHaveLength(1);
  });
});
