import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import type { FieldFault } from '../problem/problem.js';
import { conforms } from './conforms.js';
import { RULE } from './field.js';
import { misleadingField } from './plain-data.js';
import { OBJECT } from './rules.js';

const UNKNOWN = {
  problem: 'is not a known field',
  cure: 'Remove it, or check its spelling. A newer sender needs a newer gateway.',
};

/** The value as a DTO, and every field at fault. */
export function checked<T extends object>(
  type: new () => T,
  value: object,
): { instance: T; faults: FieldFault[] } {
  if (conforms(type, value)) return { instance: value as T, faults: [] };
  return validated(type, value);
}

/** By class-validator, which reports each fault. */
export function validated<T extends object>(type: new () => T, value: object) {
  const misleading = misleadingField(value);
  if (misleading !== undefined) {
    return { instance: new type(), faults: [{ field: misleading, ...UNKNOWN }] };
  }
  const instance = plainToInstance(type, value);
  const faults = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true });
  return { instance, faults: flatten(faults, '') };
}

function flatten(faults: ValidationError[], path: string): FieldFault[] {
  return faults.flatMap(({ property, constraints, contexts, children }) => {
    const field = joined(path, property);
    // A value that is not an object is reported once, not by each missing field.
    const own = ownFault(field, constraints, contexts);
    return own ? [own] : flatten(children ?? [], field);
  });
}

function joined(path: string, property: string): string {
  const name = property.slice(0, 100);
  if (/^\d+$/.test(name)) return `${path}[${name}]`;
  return path ? `${path}.${name}` : name;
}

function ownFault(
  field: string,
  constraints: ValidationError['constraints'],
  contexts: ValidationError['contexts'],
): FieldFault | undefined {
  if (!constraints) return undefined;
  // Also reported for null, on which the field's own rule decides.
  if (Object.keys(constraints).every((name) => name === 'nestedValidation')) return undefined;
  if ('whitelistValidation' in constraints) {
    return { field, ...UNKNOWN };
  }
  const [problem = 'is invalid'] = [constraints[RULE] ?? Object.values(constraints)[0]];
  const cure: unknown = (contexts?.[RULE] as { cure?: unknown } | undefined)?.cure;
  return { field, problem, cure: typeof cure === 'string' ? cure : OBJECT.cure };
}
