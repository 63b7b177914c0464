import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ValidateBy, ValidateNested } from 'class-validator';

/** One check per field: a field at fault is reported once, with its cure. */
export type Rule = {
  /** What the value must be, as in "must be …". */
  expects: string;
  cure: string;
  accepts(value: unknown): boolean;
  schema: ApiPropertyOptions;
};

/** Name of our constraint among class-validator's. */
export const RULE = 'rule';

/** A required field. */
export function Required(rule: Rule): PropertyDecorator {
  return check(rule, (value) => rule.accepts(value));
}

/** A field that may be omitted or null. */
export function Optional(rule: Rule): PropertyDecorator {
  const schema = { ...rule.schema, nullable: true, required: false } as ApiPropertyOptions;
  return check({ ...rule, schema }, (value) => isAbsent(value) || rule.accepts(value));
}

/** What `Nested` adds to class-validator's data of a field. */
export type NestedContext = { type: () => new () => object };

/** An object with its own fields, or a list of such objects. */
export function Nested(rule: Rule, type: NestedContext['type']): PropertyDecorator {
  return applyDecorators(Required(rule), ValidateNested({ context: { type } }), Type(type));
}

export function OptionalNested(rule: Rule, type: NestedContext['type']): PropertyDecorator {
  return applyDecorators(Optional(rule), ValidateNested({ context: { type } }), Type(type));
}

export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function check(rule: Rule, accepts: (value: unknown) => boolean): PropertyDecorator {
  const validator = {
    validate: accepts,
    defaultMessage: (args?: { value?: unknown }) => problemWith(args?.value, rule.expects),
  };
  const context = { cure: rule.cure };
  return applyDecorators(
    ValidateBy({ name: RULE, validator }, { context }),
    ApiProperty(rule.schema),
  );
}

function problemWith(value: unknown, expects: string): string {
  if (value === undefined) return `is missing; it must be ${expects}`;
  return `is ${kindOf(value)}; it must be ${expects}`;
}

/** Only the kind: the value may be long, or private. */
function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  const kinds: Record<string, string> = { object: 'an object', boolean: 'true or false' };
  return kinds[typeof value] ?? `a ${typeof value}`;
}
