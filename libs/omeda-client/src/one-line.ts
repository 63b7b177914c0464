/** Control characters and all line breaks. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** They turn the direction of what follows: a name could show as another one. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * A name or a header as it goes out, whoever made it: on one line, and read as it is written. Each
 * JSON value and each XML element but the content itself goes through it.
 */
export function oneLine(text: string): string {
  return text.replace(DIRECTIONS, '').replace(BREAKS, ' ');
}
