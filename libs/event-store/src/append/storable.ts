/** PostgreSQL's jsonb takes neither a NUL nor half of a surrogate pair, and refuses the whole append. */
// oxlint-disable-next-line no-control-regex
const UNSTORABLE = /[\u0000\ud800-\udfff]/gu;

/** The same data with texts that can be stored; what cannot be is shown as U+FFFD. */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll(UNSTORABLE, '\uFFFD') as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [storable(name), storable(inner)]),
  ) as T;
}
