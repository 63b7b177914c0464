/** Any thrown value as an error. Without OriginalErrorFilter, Nest throws an object with `message`. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const { message } = (thrown ?? {}) as { message?: unknown };
  const words = typeof message === 'string' ? message : (JSON.stringify(thrown) ?? String(thrown));
  return new Error(words, { cause: thrown });
}
