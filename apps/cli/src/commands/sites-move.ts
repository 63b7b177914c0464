import { CliError } from '../cli-error.js';
import type { Command, Result } from '../command.js';
import { typesInWords } from '../sites/check-omeda.js';
import { chooseType } from '../sites/choose-type.js';
import { BRAND_OPTION_HELP, FILE_HELP, sitesFileOf, textOptions } from '../sites/options.js';
import { prepareBrand } from '../sites/prepare-brand.js';
import { readDocument } from '../sites/sites-document.js';
import { changeDocument } from '../sites/write-document.js';
import { brandOf } from './sites-remove.js';

const OPTION_HELP: Record<string, string> = {
  file: FILE_HELP,
  ...BRAND_OPTION_HELP,
  unchecked: 'skip the checks with Omeda',
};

export const sitesMove: Command = {
  name: 'sites move',
  words: ['<id>', '<brand>'],
  summary: 'Move a site to another brand, of the sites file or a new one',
  about: [
    'New newsletters start at the new brand. Existing ones stay with the brand they started with, so that',
    'brand stays in the file. Change the deployment types in WordPress at the same time: type IDs and',
    'audience queries belong to a brand.',
  ].join('\n'),
  options: {
    ...textOptions(Object.keys(OPTION_HELP).filter((name) => name !== 'unchecked')),
    unchecked: { type: 'boolean' },
  },
  optionHelp: OPTION_HELP,
  examples: [
    'sites move daily BAR',
    'sites move daily BAR --app-id-file bar.key --owner-user-id jdoe',
  ],
  async run(given): Promise<Result> {
    const [id = '', name = ''] = given.words;
    const file = sitesFileOf(given);
    const document = readDocument(file);
    const before = brandOf(id, document);
    if (before === name) throw new CliError(`Site ${id} already has brand ${name}.`);
    const checking = { file, env: given.env };
    const brand = await prepareBrand(given, { name, document, checking });
    await chooseType(given, brand);
    changeDocument(
      file,
      (current) => {
        brandOf(id, current);
        if (brand.settings) current.brands[name] ??= brand.settings;
        current.sites[id] = { ...current.sites[id], brand: name };
      },
      brand.secrets,
    );
    const lines = [
      `New newsletters of site ${id} start at ${name} (${brand.environment}); it was ${before}.`,
      ...(brand.types ? [`Active deployment types: ${typesInWords(brand.types)}.`] : []),
      `Keep ${before} in the file until its newsletters are sent or canceled.`,
    ];
    const data = { site: id, file, brand: name, before, deploymentTypes: brand.types ?? null };
    return { data, text: lines.join('\n') };
  },
};
