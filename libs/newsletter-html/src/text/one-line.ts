import { withWindowsCharacters, withoutInvisible } from './characters.js';

/** Control characters, which a header must not have, and every way to end a line. */
// oxlint-disable-next-line no-control-regex -- control characters are what it searches for
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** They change the direction of what follows: a name could show as another one. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;

/** The one rule for every header and name: a single line that reads as it is written. */
export function oneLine(text: string): string {
  const shown = withWindowsCharacters(withoutInvisible(text)).replace(DIRECTIONS, '');
  return shown.replace(BREAKS, ' ').replace(/\s+/g, ' ').trim();
}

/** The same for a text that may be missing. */
export function oneLineOrNull(text: string | null | undefined): string | null {
  return oneLine(text ?? '') || null;
}
