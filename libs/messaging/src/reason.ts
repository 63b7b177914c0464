/** A reason travels as a message header and is read on a screen: no stack, and of limited length. */
const REASON_CHARS = 500;

/** What a person needs to read about something thrown, e.g. `TypeError: x is not a function`. */
export function reasonOf(error: unknown): string {
  return textOf(error).slice(0, REASON_CHARS);
}

function textOf(error: unknown): string {
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  if (typeof error === 'object' && error !== null && 'message' in error) {
    return String(error.message);
  }
  return typeof error === 'string' ? error : (JSON.stringify(error) ?? 'unknown reason');
}
