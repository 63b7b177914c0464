import { type MetadataStorage, ValidationTypes, getMetadataStorage } from 'class-validator';
import { type NestedContext, isAbsent } from './field.js';

type Check = (value: unknown) => boolean;
type Rule = ReturnType<MetadataStorage['getTargetValidationMetadatas']>[number];
type Type = new () => object;

const compiled = new Map<Type, Check>();

/**
 * Whether class-validator would find no fault, from the same declaration in a tenth of its time: it searches
 * each field's rules for each value. False also if undecided: then class-validator decides.
 */
export function conforms(type: Type, value: unknown): boolean {
  let check = compiled.get(type);
  if (!check) compiled.set(type, (check = compile(type)));
  return check(value);
}

function compile(type: Type): Check {
  const checks = new Map<string, Check[]>();
  for (const rule of getMetadataStorage().getTargetValidationMetadatas(type, '', false, false)) {
    checks.set(rule.propertyName, [...(checks.get(rule.propertyName) ?? []), checkOf(rule)]);
  }
  const fields = [...checks];
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    // Fields without a rule are refused; so is `constructor`, with which it would pass for another class.
    if (!Object.keys(value).every((name) => checks.has(name))) return false;
    return fields.every(([name, all]) => {
      const field: unknown = Reflect.get(value, name);
      return all.every((check) => check(field));
    });
  };
}

function checkOf(rule: Rule): Check {
  const isPlain = !rule.each && rule.validateIf === undefined;
  if (!isPlain) return () => false;
  if (rule.type === ValidationTypes.NESTED_VALIDATION) return nestedCheck(rule);
  const [constraint] = getMetadataStorage().getTargetValidatorConstraints(rule.constraintCls);
  // Rules depend only on the value.
  return (value) => constraint?.instance.validate(value) === true;
}

/** An object or a list of them; the field's own rule decides on anything else. */
function nestedCheck({ context }: Rule): Check {
  const { type } = context as NestedContext;
  return (value) => {
    if (isAbsent(value)) return true;
    return Array.isArray(value)
      ? value.every((one) => conforms(type(), one))
      : conforms(type(), value);
  };
}
