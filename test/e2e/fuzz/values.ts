import fc from 'fast-check';
import type { Schema } from './openapi.js';

/** Values that break programs that trust their callers. */
const NASTY: unknown[] = [
  null,
  '',
  ' ',
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 1,
  true,
  [],
  {},
  [[[[[[]]]]]],
  'x'.repeat(70_000),
  '\u0000',
  '\ud800',
  '\u202e‮',
  '{post_title}{post_title}',
  "'; DROP TABLE event; --",
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '2026-02-30T00:00:00Z',
  '9999999999999-01-01T00:00:00Z',
  '+99:99',
  { constructor: { prototype: { isAdmin: true } } },
  JSON.parse('{"__proto__":{"isAdmin":true}}'),
];

export const nasty = fc.oneof(fc.constantFrom(...NASTY), fc.jsonValue({ maxDepth: 3 }));

/** A value that fits a schema. */
export function ofSchema(schema: Schema, known: Record<string, Schema>): fc.Arbitrary<unknown> {
  const inner = (one: Schema) => ofSchema(one, known);
  if (schema.$ref) return inner(known[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (choices) return fc.oneof(...choices.map(inner));
  const plain = byType(schema, inner);
  const example = schema.example === undefined ? [] : [fc.constant(schema.example)];
  return fc.oneof(plain, ...example, ...(schema.nullable ? [fc.constant(null)] : []));
}

function byType(schema: Schema, inner: (one: Schema) => fc.Arbitrary<unknown>) {
  const { minimum: min = -1_000_000, maximum: max = 1_000_000, properties = {} } = schema;
  switch (schema.type) {
    case 'string':
      return ofFormat(schema.format);
    case 'integer':
    case 'number':
      return fc.integer({ min, max: Math.max(min, max) });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(inner(schema.items ?? {}), { maxLength: 3 });
    case 'object': {
      const fields = Object.entries(properties).map(([name, one]) => [name, inner(one)] as const);
      return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
    }
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function ofFormat(format: string | undefined): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format !== 'date-time') return fc.string({ unit: 'grapheme', maxLength: 60 });
  return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
}

type Key = string | number;

/** An example with up to three of its values removed, or replaced with invalid ones. */
export function changed(example: unknown): fc.Arbitrary<unknown> {
  const change = fc.record({
    place: fc.constantFrom(...placesOf(example)),
    value: fc.oneof(fc.constant(undefined), nasty),
  });
  return fc.array(change, { maxLength: 3 }).map((changes) => {
    const copy = structuredClone(example);
    for (const { place, value } of changes) put(copy, place, value);
    return copy;
  });
}

function placesOf(value: unknown, path: Key[] = []): Key[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, one]) => placesOf(one, [...path, key]));
  return [path, ...inner];
}

function put(target: unknown, place: Key[], value: unknown): void {
  let holder = target;
  for (const key of place.slice(0, -1)) {
    if (typeof holder !== 'object' || holder === null) return;
    holder = Reflect.get(holder, key);
  }
  const last = place.at(-1);
  if (last === undefined || typeof holder !== 'object' || holder === null) return;
  Reflect.set(holder, last, value);
}
