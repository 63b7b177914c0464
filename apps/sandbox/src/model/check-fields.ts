/** A rule for one field: whether a value fits, and what it must be, in words. */
export type FieldRule = { fits: (value: unknown) => boolean; must: string };
export type FieldRules = Readonly<Record<string, FieldRule>>;

export class BadField extends Error {
  override name = 'BadField';
}

export const TEXT: FieldRule = { fits: (value) => typeof value === 'string', must: 'be a text' };
export const FLAG: FieldRule = {
  fits: (value) => typeof value === 'boolean',
  must: 'be true or false',
};
export const MILLISECONDS: FieldRule = {
  fits: (value) => typeof value === 'number' && value >= 0 && Number.isFinite(value),
  must: 'be milliseconds from 0',
};
export const COUNT: FieldRule = {
  fits: (value) => Number.isInteger(value) && Number(value) >= 0,
  must: 'be a whole number from 0',
};

export function oneOf(...values: readonly unknown[]): FieldRule {
  return { fits: (value) => values.includes(value), must: `be one of ${values.join(', ')}` };
}

export function object(rules: FieldRules): FieldRule {
  return {
    fits: (value) => isObject(value) && faultsOf(value, rules).length === 0,
    must: `be an object of ${Object.keys(rules).join(', ')}`,
  };
}

/** @throws {BadField} that names each field at fault, what it must be, and the known fields. */
export function checkFields<T>(value: unknown, rules: FieldRules): T {
  if (!isObject(value)) throw new BadField('It must be a JSON object.');
  const faults = faultsOf(value, rules);
  if (faults.length > 0) throw new BadField(faults.join(' '));
  return value as T;
}

function faultsOf(value: Record<string, unknown>, rules: FieldRules): string[] {
  return Object.entries(value).flatMap(([name, given]) => {
    const rule = rules[name];
    if (!rule) return [`'${name}' is not known: there are ${Object.keys(rules).join(', ')}.`];
    return rule.fits(given) ? [] : [`'${name}' must ${rule.must}.`];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
