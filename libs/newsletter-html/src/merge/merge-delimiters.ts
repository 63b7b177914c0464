import type { Notice } from '#events';
import type { Rendered } from '../text/shorten.js';
import { type IsKnown, VARIABLE_NAME } from './known-variables.js';
import { mergeWarnings, type Stray } from './merge-warnings.js';

/** How delimiters are made harmless: in HTML by a character reference, elsewhere by a space. */
const ESCAPES = {
  html: { open: '&#64;{', close: '}&#64;' },
  text: { open: '@ {', close: '} @' },
} as const;

export type Escaping = { as: keyof typeof ESCAPES; keeps: IsKnown };

/** A variable, what looks like one, or a delimiter alone. */
const VARIABLE_OR_DELIMITER = /@\{(\{?[^@{}<>]{0,100}\}?)\}@|@\{|\}@/g;

/** Escapes merge delimiters except those of variables that stay, and reports what it escaped. */
export function escapeMergeDelimiters(text: string, { as, keeps }: Escaping) {
  const strays: Stray[] = [];
  const { open, close } = ESCAPES[as];
  const result = text.replace(
    VARIABLE_OR_DELIMITER,
    (found, name: string | undefined, at: number) => {
      const isWellFormed = name !== undefined && VARIABLE_NAME.test(name);
      if (isWellFormed && keeps(name)) return found;
      const kind = name === undefined ? 'loose' : isWellFormed ? 'unknown' : 'malformed';
      strays.push({ kind, written: found, at });
      if (name !== undefined) return open + name + close;
      return found === '@{' ? open : close;
    },
  );
  return { text: result, strays };
}

/** Plain text of an editor, safe for Omeda. */
export function withoutMergeDelimiters(text: string, field: string, keeps: IsKnown): Rendered {
  const { text: safe, strays } = escapeMergeDelimiters(text, { as: 'text', keeps });
  return { text: safe, warnings: mergeWarnings(strays, field) };
}

/** A format's own variables that Omeda does not know: they stay, as their author wrote them. */
export function unknownVariables(text: string, field: string, isKnown: IsKnown): Notice[] {
  const { strays } = escapeMergeDelimiters(text, { as: 'text', keeps: isKnown });
  const unknown = strays.filter(({ kind }) => kind === 'unknown');
  return mergeWarnings(unknown, field, { isKept: true });
}

const AT = '(?:@|&commat;|&#(?:0*64|x0*40);?)';
const REFERENCES = new RegExp(
  `${AT}(?:\\{|&l(?:cub|brace);|&#(?:0*123|x0*7b);?)|(?:\\}|&r(?:cub|brace);|&#(?:0*125|x0*7d);?)${AT}`,
  'gi',
);

/** HTML in which character references of delimiters, which Omeda ignores, do not become delimiters in plain text. */
export function withoutReferences(html: string): string {
  return html.replace(REFERENCES, (found) => {
    if (found === '@{' || found === '}@') return found;
    return /^(?:@|&commat;|&#0*64|&#x0*40)/i.test(found) ? ESCAPES.text.open : ESCAPES.text.close;
  });
}
