import { type Brand, readBrand } from './brand.js';
import { Faults, SitesFileError } from './faults.js';
import { Fields } from './fields.js';
import { type OperatorKey, readOperatorKeys } from './operator-key.js';
import { SecretReader, type SecretSources } from './read-secret.js';
import { readSite, type Site } from './site.js';

/** Who may call us, and for which Omeda accounts. */
export type Sites = {
  brands: ReadonlyMap<string, Brand>;
  sites: ReadonlyMap<string, Site>;
  /** Bearer keys of people and programs, for all sites. */
  operatorKeys: readonly OperatorKey[];
};

/**
 * Parses and checks the text of a SITES_FILE.
 * @throws SitesFileError with every fault at once.
 */
export function parseSites(text: string, sources: SecretSources, file = 'SITES_FILE'): Sites {
  const faults = new Faults();
  const root = new Fields('', parseJson(text, file), faults);
  const secrets = new SecretReader(sources);
  const brands = root.entries('brands', '{ "DEMO": { … } }').map(([name, value]) => {
    return readBrand(name, new Fields(`brands.${name}`, value, faults), secrets);
  });
  const sites = root.entries('sites', '{ "daily": { "brand": "DEMO", … } }').map(([id, value]) => {
    return readSite(id, new Fields(`sites.${id}`, value, faults), secrets);
  });
  const operatorKeys = readOperatorKeys(root, secrets);
  root.refuseUnknown();
  refuseUnknownBrands(sites, brands, faults);
  refuseSharedKeys(sites, operatorKeys, faults);
  refuseUnknownSites(sites, operatorKeys, faults);
  if (faults.list.length > 0) throw new SitesFileError(file, faults.list);
  return {
    brands: new Map(brands.map((brand) => [brand.abbreviation, brand])),
    sites: new Map(sites.map((site) => [site.id, site])),
    operatorKeys,
  };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    // The parser's message quotes the file, which may contain a secret by mistake: only the position.
    const position = /position (\d+)/.exec(String(error))?.[1];
    const before = text.slice(0, Number(position ?? 0)).split('\n');
    const place = position ? ` near line ${before.length}` : '';
    const problem = `is not valid JSON${place}. Look for a missing or extra comma, quote, or bracket.`;
    throw new SitesFileError(file, [{ path: '', problem }]);
  }
}

function refuseUnknownBrands(sites: Site[], brands: Brand[], faults: Faults): void {
  const names = brands.map(({ abbreviation }) => abbreviation);
  for (const { id, brand } of sites) {
    if (brand === '' || names.includes(brand)) continue;
    const defined = names.length > 0 ? `defined are: ${names.join(', ')}` : 'none are';
    faults.add(`sites.${id}.brand`, `no brand '${brand}' is defined; ${defined}.`);
  }
}

function refuseUnknownSites(sites: Site[], keys: OperatorKey[], faults: Faults): void {
  const known = new Set(sites.map(({ id }) => id));
  for (const { name, sites: named = [] } of keys) {
    const unknown = named.find((id) => !known.has(id));
    if (unknown)
      faults.add('operatorKeys', `${name} names site '${unknown}', which is not defined.`);
  }
}

/** A key shared by two sites would show each the other's newsletters. */
function refuseSharedKeys(sites: Site[], operatorKeys: OperatorKey[], faults: Faults): void {
  const known = operatorKeys.map(({ key }) => ({ key, path: 'operatorKeys' }));
  for (const { id, siteKeys } of sites) {
    const path = `sites.${id}.siteKeys`;
    for (const key of siteKeys) {
      const owner = known.find((other) => other.path !== path && other.key.equals(key));
      if (owner) faults.add(path, `${key.source} holds a key that ${owner.path} also uses.`);
      known.push({ key, path });
    }
  }
}
