export type Hide = (text: string) => string;

/** Omeda's replies have a third of these levels; deeper ones are not read, and each costs stack. */
const DEEPEST = 20;

/**
 * Applies `hide` to each text of a reply. Repeated after parsing: JSON and XML have more ways to
 * write a secret than can be searched for before.
 */
export function hidden<T>(value: T, hide: Hide, level = 0): T {
  if (typeof value === 'string') return hide(value) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (level === DEEPEST) return undefined as T;
  const inner = (one: unknown) => hidden(one, hide, level + 1);
  if (Array.isArray(value)) return value.map(inner) as T;
  const entries = Object.entries(value).map(([name, one]) => [hide(name), inner(one)]);
  return Object.fromEntries(entries) as T;
}
