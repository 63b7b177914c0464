import type { Notice } from '#events';
import { type IsKnown, VARIABLE_NAME, knownVariables } from '../merge/known-variables.js';
import { escapeMergeDelimiters, unknownVariables } from '../merge/merge-delimiters.js';
import { type Stray, mergeWarnings } from '../merge/merge-warnings.js';
import { oneLine } from '../text/one-line.js';
import { shortenFormat } from '../text/shorten.js';
import type { Rendered } from '../text/shorten.js';
import type { FormatVariables } from './variables.js';

/** `{name}`, but not the inside of a merge variable `@{name}@`. */
const VARIABLE = /(?<!@)\{([A-Za-z][A-Za-z0-9_]*)\}/g;

/** No name or subject is longer; beyond it nothing is filled in: a format may repeat long values. */
const FORMAT_LIMIT = 1_000;

/**
 * Fills a format. An unknown variable stays as written, with a warning for `field`. Merge variables
 * that are in the format itself are intended; those that come from a value are made harmless.
 */
export function renderFormat(
  format: string,
  variables: FormatVariables,
  field: string,
  isKnown: IsKnown = knownVariables(),
): Rendered {
  const unknown = new Set<string>();
  const strays: Stray[] = [];
  let length = 0;
  const filled = format.replace(VARIABLE, (written, name: string) => {
    const value = variables.get(name);
    if (value === undefined) unknown.add(written);
    if (length > FORMAT_LIMIT) return '';
    // One more than allowed, so that the cut is noticed.
    const fitting = (value ?? written).slice(0, FORMAT_LIMIT + 1);
    length += fitting.length;
    const safe = escapeMergeDelimiters(fitting, { as: 'text', keeps: isKnown });
    strays.push(...safe.strays);
    return safe.text;
  });
  const whole = escapeMergeDelimiters(filled, {
    as: 'text',
    keeps: (name) => VARIABLE_NAME.test(name),
  });
  const warnings = [
    ...[...unknown].map((written) => unknownVariable(written, variables, field)),
    ...unknownVariables(format, field, isKnown),
    ...mergeWarnings([...strays, ...whole.strays], field),
  ];
  const { text, warnings: cut } = shortenFormat(oneLine(whole.text), FORMAT_LIMIT, field);
  return { text, warnings: [...warnings, ...cut] };
}

function unknownVariable(written: string, variables: FormatVariables, field: string): Notice {
  const known = variables.names.map((name) => `{${name}}`).join(' ');
  const words = `${written} is not a variable and stays as written. The variables are: ${known}.`;
  return { code: 'unknown-variable', words, field };
}
