import { CliError } from '../cli-error.js';
import type { Given, Options } from '../command.js';
import { BRAND_QUESTIONS, type Question } from './questions.js';

export const FILE_HELP = 'the sites file (default: SITES_FILE)';

/** For a brand that is new to the file. */
export const BRAND_OPTION_HELP: Record<string, string> = {
  'app-id-file': 'file that contains the app ID, or',
  'app-id-env': 'variable in which gateway and deployer find it',
  ...helpOf(BRAND_QUESTIONS),
  'deployment-type': 'ID of the deployment type to try first; checked with Omeda',
};

export function helpOf(questions: readonly Question[]): Record<string, string> {
  return Object.fromEntries(
    questions.map(({ option, words, fallback }) => [
      option,
      fallback ? `${words} (${fallback})` : words,
    ]),
  );
}

export function textOptions(names: Iterable<string>): Options {
  return Object.fromEntries([...names].map((name) => [name, { type: 'string' as const }]));
}

/** @throws CliError if none is named. */
export function sitesFileOf({ options, env }: Given): string {
  const { file } = options;
  if (typeof file === 'string') return file;
  const named = env['SITES_FILE']?.trim();
  if (named) return named;
  throw new CliError('Name the sites file with --file, or set SITES_FILE.');
}
