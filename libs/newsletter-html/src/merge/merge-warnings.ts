import type { Notice } from '#events';

/** What looks like a merge variable but is none, and its place in the text. */
export type Stray = {
  kind: 'unknown' | 'malformed' | 'split' | 'loose';
  written: string;
  at: number;
};

/** How many are named; authors fix these first. */
const NAMED = 5;

type Options = { isKept?: boolean; placeOf?: (at: number) => string | undefined };

/** One warning for each name, at its first place, and one for all single delimiters, at the first of them. */
export function mergeWarnings(
  strays: readonly Stray[],
  field: string,
  { isKept = false, placeOf }: Options = {},
): Notice[] {
  const named = strays.filter(({ kind }) => kind !== 'loose');
  const first = [...new Map(named.toReversed().map((one) => [one.written, one])).values()];
  const warnings = first
    .toReversed()
    .slice(0, NAMED)
    .map(({ kind, written, at }) => ({
      ...noticeOf(kind, written, isKept),
      field,
      ...placed(placeOf?.(at)),
    }));
  const loose = strays.find(({ kind }) => kind === 'loose');
  return loose ? [...warnings, { ...LOOSE, field, ...placed(placeOf?.(loose.at)) }] : warnings;
}

function placed(place: string | undefined): { place?: string } {
  return place === undefined ? {} : { place };
}

function noticeOf(kind: Stray['kind'], written: string, isKept: boolean): Notice {
  if (kind === 'unknown') return unknown(written, isKept);
  return kind === 'split' ? split(written) : malformed(written);
}

function split(written: string): Notice {
  const words = `${written} has formatting inside it, so Omeda does not recognize it and readers see it as text. Format all of it, or none.`;
  return { code: 'merge-variable-malformed', words };
}

function unknown(written: string, isKept: boolean): Notice {
  const became = isKept
    ? 'Omeda may refuse the newsletter'
    : 'readers see it as text, and a link that contains it is broken';
  const words = `${written} is not a known Omeda merge variable: ${became}. Correct its name, or ask an operator to add it to mergeVariables in the sites file.`;
  return { code: 'merge-variable-unknown', words };
}

function malformed(written: string): Notice {
  const words = `${written} is not a merge variable, because names can contain only letters, digits, _, and -: readers see it as text, and a link that contains it is broken. Correct its name.`;
  return { code: 'merge-variable-malformed', words };
}

const LOOSE: Notice = {
  code: 'merge-delimiters',
  words: `The text contains @{ or }@, which delimit Omeda's merge variables. They were escaped and show as text. To insert a variable, write @{name}@.`,
};
