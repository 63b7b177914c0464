import { CliError } from '../cli-error.js';
import type { Command, Result } from '../command.js';
import { EXIT } from '../exit-code.js';
import { FILE_HELP, sitesFileOf } from '../sites/options.js';
import { type SitesDocument, readDocument } from '../sites/sites-document.js';
import { refuseUnderWay } from '../sites/under-way.js';
import { changeDocument } from '../sites/write-document.js';

export const sitesRemove: Command = {
  name: 'sites remove',
  words: ['<id>'],
  summary: 'Remove a site from the sites file',
  about: [
    'Needs NEWSLETTER_KEY to ask the gateway: it refuses if newsletters of the site are in progress.',
    'History and content of its newsletters stay in the store.',
  ].join('\n'),
  options: {
    file: { type: 'string' },
    'with-brand': { type: 'boolean' },
    unchecked: { type: 'boolean' },
  },
  optionHelp: {
    file: FILE_HELP,
    'with-brand': 'also remove its brand, which no other site may use',
    unchecked: 'skip the check with the gateway',
  },
  examples: ['sites remove weekly', 'sites remove weekly --with-brand'],
  async run(given): Promise<Result> {
    const [id = ''] = given.words;
    const withBrand = given.options['with-brand'] === true;
    const file = sitesFileOf(given);
    const document = readDocument(file);
    const brand = brandOf(id, document);
    refuseNeeded(id, document, withBrand);
    if (given.options['unchecked'] !== true) {
      await refuseUnderWay(given.api, { site: id });
      if (withBrand) await refuseUnderWay(given.api, { brand });
    }
    const unused = secretFiles([document.sites[id], withBrand ? document.brands[brand] : {}]);
    changeDocument(file, (current) => {
      refuseNeeded(id, current, withBrand);
      delete current.sites[id];
      if (withBrand) delete current.brands[brand];
    });
    const what = withBrand ? `Site ${id} and brand ${brand} are` : `Site ${id} is`;
    const lines = [
      `${what} no longer in ${file}.`,
      ...(unused.length > 0
        ? [`These files are no longer used; you can delete them: ${unused.join(', ')}.`]
        : []),
    ];
    return {
      data: { site: id, ...(withBrand ? { brand } : {}), file, unused },
      text: lines.join('\n'),
    };
  },
};

/** @throws CliError for an unknown site. */
export function brandOf(id: string, { sites }: SitesDocument): string {
  const site = Object.hasOwn(sites, id) ? sites[id] : undefined;
  if (site) return String(site['brand']);
  const names = Object.keys(sites).join(', ') || 'none';
  throw new CliError(`The file has no site '${id}': it has ${names}.`, EXIT['not-found']);
}

function refuseNeeded(id: string, { sites }: SitesDocument, withBrand: boolean): void {
  const others = Object.entries(sites).filter(([name]) => name !== id);
  if (others.length === 0) {
    const cure = 'add the other one first, or stop the gateway';
    throw new CliError(
      `${id} is the only site, and a sites file needs at least one: ${cure}.`,
      EXIT['not-now'],
    );
  }
  const brand = sites[id]?.['brand'];
  const using = others.filter(([, site]) => site['brand'] === brand).map(([name]) => name);
  if (!withBrand || using.length === 0) return;
  const words = `Brand ${String(brand)} is used by ${using.join(', ')}. Leave out --with-brand.`;
  throw new CliError(words, EXIT['not-now']);
}

function secretFiles(entries: (object | undefined)[]): string[] {
  return [...JSON.stringify(entries).matchAll(/"file":"([^"]+)"/g)].map(([, path = '']) => path);
}
