import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Brand, Fault } from '#sites';
import { CliError } from '../cli-error.js';
import type { Given } from '../command.js';
import { type OmedaType, askOmeda } from './check-omeda.js';
import { type Answers, collect, refuse } from './collect.js';
import { BRAND_QUESTIONS } from './questions.js';
import { type Checking, type SitesDocument, checkPart } from './sites-document.js';

export type Prepared = {
  name: string;
  /** Omitted if the file has the brand already. */
  settings?: Answers;
  secrets: Map<string, string>;
  /** Undefined if Omeda was not called. */
  types: OmedaType[] | undefined;
  environment: string;
};

/** Placeholder for the rest of the file, without which a part cannot be checked. */
const ANY_SITE = { signingSecrets: [{ file: 'any' }] };
const ANY_SECRET = ['any', `whsec_${Buffer.alloc(32).toString('base64')}`] as const;

type Preparing = { name: string; document: SitesDocument; checking: Checking };

/** A brand of the file, or a new one that Omeda has confirmed. @throws CliError with the cure. */
export async function prepareBrand(given: Given, preparing: Preparing): Promise<Prepared> {
  const { name, document, checking } = preparing;
  const known = Object.hasOwn(document.brands, name) ? document.brands[name] : undefined;
  const secrets = new Map<string, string>();
  const check = (answers: Answers) => checkBrand(name, answers, secrets, checking);
  if (known) refuseChanges(name, given);
  refuse([], misnamed(name, check({}).faults));
  const settings = known ?? (await newBrand(given, preparing, secrets));
  const isUnchecked = given.options['unchecked'] === true;
  const { faults, brand } = check(settings);
  if (!isUnchecked) refuse(BRAND_QUESTIONS, faults);
  return {
    name,
    ...(known ? {} : { settings }),
    secrets,
    types: isUnchecked || !brand ? undefined : await askOmeda(brand),
    environment: String(settings['environment']),
  };
}

async function newBrand(
  given: Given,
  { name, checking }: Preparing,
  secrets: Map<string, string>,
): Promise<Answers> {
  const appId = await appIdOf(given, { name, checking, secrets });
  const answers = await collect(BRAND_QUESTIONS, given, (some) => {
    const { faults } = checkBrand(name, { ...some, appId }, secrets, checking);
    // The service's variables need not be set here if Omeda is not called.
    const isUnchecked = given.options['unchecked'] === true;
    return isUnchecked ? faults.filter(({ path }) => !path.endsWith('.appId')) : faults;
  });
  return { ...answers, appId };
}

function checkBrand(
  name: string,
  answers: Answers,
  secrets: ReadonlyMap<string, string>,
  checking: Checking,
): { faults: Fault[]; brand: Brand | undefined } {
  const part = { brands: { [name]: answers }, sites: { any: { brand: name, ...ANY_SITE } } };
  const { faults, sites } = checkPart(part, new Map([...secrets, ANY_SECRET]), checking);
  return {
    faults: faults.filter(({ path }) => path.startsWith('brands.')),
    brand: sites?.brands.get(name),
  };
}

function misnamed(name: string, faults: readonly Fault[]): Fault[] {
  return faults.filter(({ path }) => path === `brands.${name}`);
}

function refuseChanges(name: string, { options }: Given): void {
  const asked = ['app-id-file', 'app-id-env', ...BRAND_QUESTIONS.map(({ option }) => option)];
  const given = asked.filter((option) => options[option] !== undefined);
  if (given.length === 0) return;
  const cure = 'leave them out, and edit the file to change the brand';
  throw new CliError(`--${given.join(', --')}: the file already has brand ${name}: ${cure}.`);
}

type ForAppId = { name: string; checking: Checking; secrets: Map<string, string> };

/** Where the app id is stored. It is not an option, which others on the machine could read. */
async function appIdOf({ options, terminal }: Given, { name, checking, secrets }: ForAppId) {
  const { 'app-id-file': file, 'app-id-env': env } = options;
  if (file !== undefined && env !== undefined) {
    throw new CliError('Use either --app-id-file or --app-id-env, not both.');
  }
  if (typeof env === 'string') return { env };
  if (typeof file === 'string') {
    const path = resolve(file);
    if (existsSync(path)) return { file: path };
    throw new CliError(
      `--app-id-file: ${path} does not exist. Create it, readable only by its user.`,
    );
  }
  const cure = `name a file that contains it with --app-id-file, or a variable with --app-id-env`;
  if (!terminal) throw new CliError(`The app ID of ${name} is missing: ${cure}.`);
  const place = `secrets/${name}-app-id`;
  for (;;) {
    const text = await terminal.ask(`App ID that Omeda issued for ${name} (not shown): `, {
      hidden: true,
    });
    if (/^[\x21-\x7e]+$/.test(text)) {
      secrets.set(place, text);
      return { file: place };
    }
    terminal.print(`  An app ID has no spaces. It is stored in ${place} beside ${checking.file}.`);
  }
}
