import { fromCentral } from './central.js';

/** A reply as received: nothing in it is certain. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first of these fields that has a text or number, as text: Omeda spells some in two ways. */
export function text(fields: Fields, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'string' && value.trim() !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return undefined;
}

export function count(fields: Fields, ...names: string[]): number | undefined {
  const value = Number(text(fields, ...names));
  return Number.isFinite(value) ? value : undefined;
}

/** `true`, `"true"`, `1` and `"1"` were all seen. */
export function flag(fields: Fields, name: string): boolean | undefined {
  const value = fields[name];
  if (typeof value === 'boolean') return value;
  const written = text(fields, name);
  return written === undefined ? undefined : /^(true|1|y|yes)$/i.test(written);
}

/** A Central date as an instant (ISO, UTC); undefined if missing or unreadable. */
export function instant(fields: Fields, ...names: string[]): string | undefined {
  const written = text(fields, ...names);
  if (!written) return undefined;
  try {
    return fromCentral(written);
  } catch {
    return undefined;
  }
}

/** A list of records; a single one may come without its list. */
export function records(fields: Fields, name: string): Fields[] {
  const value = fields[name];
  return (Array.isArray(value) ? value : [value]).filter(isFields);
}

/** Texts under `Errors` or `Warnings`: bare, as `[{ Error }]` or, from XML, as `{ Error: [] }`. */
export function texts(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() ? [value.trim()] : [];
  if (Array.isArray(value)) return value.flatMap(texts);
  return isFields(value) ? Object.values(value).flatMap(texts) : [];
}
