import type { Notice } from '#events';
import type { Rendered } from '../rendered.js';

/** How delimiters are made harmless: in HTML by a character reference, elsewhere by a space. */
const ESCAPES = {
  html: { open: '&#64;{', close: '}&#64;' },
  text: { open: '@ {', close: '} @' },
} as const;

type Escaping = {
  as: keyof typeof ESCAPES;
  /** Which merge variables stay. */
  keeps: (name: string) => boolean;
};

const VARIABLE_OR_DELIMITER = /@\{([A-Za-z0-9_]+)\}@|@\{|\}@/g;

const KNOWN = new Set([
  'confirmunsubscribelink',
  'optoutfooterhtml',
  'optoutfootertext',
  'preferencepagelink',
]);

/** Merge variables that Omeda documents; other text in `@{…}@` is an editor's own. */
export function isKnownMergeVariable(name: string): boolean {
  return KNOWN.has(name) || /^mv_[a-z0-9_]+$/.test(name);
}

/** Escapes merge delimiters but for the variables that are to stay; counts what it escaped. */
export function escapeMergeDelimiters(text: string, { as, keeps }: Escaping) {
  let escaped = 0;
  const { open, close } = ESCAPES[as];
  const result = text.replace(VARIABLE_OR_DELIMITER, (found, name: string | undefined) => {
    if (name !== undefined && keeps(name)) return found;
    escaped += 1;
    if (name !== undefined) return open + name + close;
    return found === '@{' ? open : close;
  });
  return { text: result, escaped };
}

export function mergeDelimiterWarning(field: string): Notice {
  const words = `The text holds @{ or }@, which mark Omeda's merge variables: they were made harmless and show as text.`;
  return { code: 'merge-delimiters', words, field };
}

/** Plain text of an editor, safe for Omeda. */
export function withoutMergeDelimiters(text: string, field: string): Rendered {
  const { text: safe, escaped } = escapeMergeDelimiters(text, {
    as: 'text',
    keeps: isKnownMergeVariable,
  });
  return { text: safe, warnings: escaped > 0 ? [mergeDelimiterWarning(field)] : [] };
}
