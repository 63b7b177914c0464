/** PostgreSQL's jsonb accepts neither a NUL nor half of a surrogate pair, and refuses the whole append. */
// oxlint-disable-next-line no-control-regex
const UNSTORABLE = /[\u0000\ud800-\udfff]/gu;

/** The same data as it will be read back: what a text cannot store becomes U+FFFD; nothing is undefined. */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll(UNSTORABLE, '\uFFFD') as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [storable(name), storable(inner)]),
  ) as T;
}
