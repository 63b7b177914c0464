/** Control characters and all line breaks. */
// oxlint-disable-next-line no-control-regex -- it searches for control characters
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** They change the direction of what follows: a name could appear as another one. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * A name or a header as sent, whatever its source: on one line, and shown as it is written. Each
 * JSON value and each XML element but the content itself goes through it.
 */
export function oneLine(text: string): string {
  return text.replace(DIRECTIONS, '').replace(BREAKS, ' ');
}
