import { columns } from '../output/columns.js';
import { type OmedaType, typesInWords } from './check-omeda.js';

/** Result of `sites add`. Keys are shown nowhere else. */
export type Added = {
  site: string;
  file: string;
  brand: string;
  environment: string;
  signingSecret: string;
  siteKey: string;
  /** Only for a new file. */
  operatorKey?: string;
  /** Null if Omeda was not called. */
  deploymentTypes: OmedaType[] | null;
};

export function addedInWords(added: Added): string {
  const { site, file, brand, environment, deploymentTypes, operatorKey } = added;
  const omeda = deploymentTypes
    ? `Omeda responds. Active deployment types: ${typesInWords(deploymentTypes)}.`
    : 'Omeda was not checked.';
  const keys: [string, string][] = [
    ['Site ID', site],
    ['Signing secret', added.signingSecret],
    ['Site key', added.siteKey],
  ];
  return [
    `Site ${site} of brand ${brand} (${environment}) is in ${file}.`,
    omeda,
    '',
    'For WordPress (Omeda → Settings). They are not shown again:',
    ...columns(keys),
    ...(operatorKey
      ? ['', 'For the command line (NEWSLETTER_KEY). It is not shown again:', `  ${operatorKey}`]
      : []),
    '',
    'Next, run "newsletter doctor".',
  ].join('\n');
}
