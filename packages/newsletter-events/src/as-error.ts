/** What was thrown, whatever it is. Without OriginalErrorFilter Nest throws an object that has `message`. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const { message } = (thrown ?? {}) as { message?: unknown };
  const words = typeof message === 'string' ? message : (JSON.stringify(thrown) ?? String(thrown));
  return new Error(words, { cause: thrown });
}
