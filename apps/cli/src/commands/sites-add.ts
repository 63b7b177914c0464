import { existsSync } from 'node:fs';
import { CliError } from '../cli-error.js';
import type { Command, Given, Result } from '../command.js';
import { EXIT } from '../exit-code.js';
import { chooseType } from '../sites/choose-type.js';
import { collect } from '../sites/collect.js';
import { type NewKey, newSigningSecret, newSiteKey } from '../sites/new-keys.js';
import {
  BRAND_OPTION_HELP,
  FILE_HELP,
  helpOf,
  sitesFileOf,
  textOptions,
} from '../sites/options.js';
import { type Prepared, prepareBrand } from '../sites/prepare-brand.js';
import { SITE_QUESTIONS } from '../sites/questions.js';
import { type Added, addedInWords } from '../sites/added.js';
import {
  type Checking,
  type SitesDocument,
  checkPart,
  readDocument,
} from '../sites/sites-document.js';
import { changeDocument } from '../sites/write-document.js';

const OPTION_HELP: Record<string, string> = {
  file: FILE_HELP,
  id: 'ID of the site',
  brand: 'abbreviation of its brand at Omeda',
  ...BRAND_OPTION_HELP,
  ...helpOf(SITE_QUESTIONS),
  unchecked: 'skip the checks with Omeda',
};

const SITE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export const sitesAdd: Command = {
  name: 'sites add',
  summary: 'Add a site, and its brand if that is new, to the sites file',
  about: [
    'On a terminal, it asks for everything that you do not give as options. It checks brand, app ID, and',
    'deployment type with Omeda, generates the signing secret and the site key, prints them once, and',
    'writes the file atomically. Running gateways and deployers reload it. Omeda does not list its users:',
    'it checks user IDs when the first newsletter is created.',
  ].join('\n'),
  options: {
    ...textOptions(Object.keys(OPTION_HELP).filter((name) => name !== 'unchecked')),
    unchecked: { type: 'boolean' },
  },
  optionHelp: OPTION_HELP,
  examples: [
    'sites add --file /etc/newsletters/sites.json',
    'sites add --id daily --brand FOO --environment staging --app-id-file foo.key --owner-user-id jdoe',
  ],
  async run(given): Promise<Result> {
    const file = sitesFileOf(given);
    const document = readDocument(file);
    const checking = { file, env: given.env };
    const id = await named(given, 'id', 'ID of the site (letters, digits, dot, dash)');
    refuseKnown(id, document);
    const known = Object.keys(document.brands).join(', ');
    const words = `Abbreviation of its brand at Omeda${known ? ` (in the file: ${known})` : ''}`;
    const name = await named(given, 'brand', words);
    const brand = await prepareBrand(given, { name, document, checking });
    await chooseType(given, brand);
    const site = await siteOf(given, id, brand, checking);
    return added({ id, file, brand, site });
  },
};

async function named({ options, terminal }: Given, option: string, words: string) {
  const text = options[option];
  if (typeof text === 'string' && text.trim()) return text.trim();
  if (!terminal) throw new CliError(`--${option} is missing: ${words.toLowerCase()}.`);
  let answer = '';
  while (!answer) answer = await terminal.ask(`${words}: `);
  return answer;
}

function refuseKnown(id: string, { sites }: SitesDocument): void {
  if (!SITE_ID.test(id)) {
    throw new CliError(
      `--id '${id}' is not a valid ID. Use up to 64 letters, digits, dots, and dashes.`,
    );
  }
  if (!Object.hasOwn(sites, id)) return;
  const cure = 'choose another ID, or remove that site first ("newsletter sites remove")';
  throw new CliError(
    `--id ${id}: the file already has a site with that ID: ${cure}.`,
    EXIT['not-now'],
  );
}

async function siteOf(given: Given, id: string, brand: Prepared, checking: Checking) {
  const secret = newSigningSecret(id);
  const key = newSiteKey();
  const secrets = new Map([[secret.place, secret.text]]);
  const whole = (answers: object) => ({
    brand: brand.name,
    signingSecrets: [{ file: secret.place }],
    siteKeys: [key.stored],
    ...answers,
  });
  const answers = await collect(SITE_QUESTIONS, given, (some) => {
    const part = { brands: {}, sites: { [id]: whole(some) } };
    const { faults } = checkPart(part, secrets, checking);
    return faults.filter(({ path }) => path.startsWith('sites.') && !path.endsWith('.brand'));
  });
  return { settings: whole(answers), secret, key };
}

type Adding = {
  id: string;
  file: string;
  brand: Prepared;
  site: { settings: Record<string, unknown>; secret: { place: string; text: string }; key: NewKey };
};

function added({ id, file, brand, site }: Adding): Result {
  const operatorKey = existsSync(file) ? undefined : newSiteKey();
  const secrets = new Map([...brand.secrets, [site.secret.place, site.secret.text]]);
  changeDocument(
    file,
    (document) => {
      // Another command may have added it during the questions.
      refuseKnown(id, document);
      if (brand.settings) document.brands[brand.name] ??= brand.settings;
      document.sites[id] = site.settings;
      if (operatorKey) document.operatorKeys = [operatorKey.stored];
    },
    secrets,
  );
  const data: Added = {
    site: id,
    file,
    brand: brand.name,
    environment: brand.environment,
    signingSecret: site.secret.text,
    siteKey: site.key.text,
    ...(operatorKey ? { operatorKey: operatorKey.text } : {}),
    deploymentTypes: brand.types ?? null,
  };
  return { data, text: addedInWords(data) };
}
