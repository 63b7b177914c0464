import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { schemaOf } from './event-schema.js';
import type { PublicName } from './table.js';

const ajv = addFormats.default(new Ajv({ strict: true }));
const validators = new Map<PublicName, ValidateFunction>();

/** How an event violates its schema, for people; undefined if it does not. */
export function faultOf(name: PublicName, event: object): string | undefined {
  const validate = validators.get(name) ?? ajv.compile(schemaOf(name));
  validators.set(name, validate);
  if (validate(event)) return undefined;
  return `Does not match its schema: ${ajv.errorsText(validate.errors, { dataVar: 'event' })}`;
}
