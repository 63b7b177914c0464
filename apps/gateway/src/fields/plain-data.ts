import { Problem } from '../problem/problem.js';

/** No valid request is nested deeper; hostile nesting would overflow the stack. */
const DEEPEST = 12;

/**
 * The path of the first field with a name that every object has, such as `constructor`, by which an object would
 * pass for another class, or `toString`, which class-transformer drops; undefined if there is none.
 * @throws Problem `malformed-request` for data nested too deep.
 */
export function misleadingField(value: unknown, path = '', depth = 0): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > DEEPEST) {
    throw new Problem('malformed-request', `The body is nested more than ${DEEPEST} levels deep.`);
  }
  for (const [name, inner] of Object.entries(value)) {
    const field = path ? `${path}.${name.slice(0, 100)}` : name.slice(0, 100);
    if (Object.hasOwn(Object.prototype, name)) return field;
    const found = misleadingField(inner, field, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
