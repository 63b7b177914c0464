/** The subset of JSON Schema, in OpenAPI 3.0's form, that describes the interface. */
export type Schema = {
  type?: string;
  format?: string;
  enum?: readonly (string | null)[];
  nullable?: boolean;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
  items?: Schema;
  $ref?: string;
  example?: unknown;
};

export const TEXT: Schema = { type: 'string' };
export const WHOLE: Schema = { type: 'integer' };
export const YES_OR_NO: Schema = { type: 'boolean' };
export const INSTANT: Schema = { type: 'string', format: 'date-time' };
export const UUID: Schema = { type: 'string', format: 'uuid' };
export const HASH: Schema = { type: 'string', description: 'SHA-256, in hex.' };

/** All fields are required. */
export function object(properties: Record<string, Schema>, description?: string): Schema {
  const required = Object.keys(properties);
  const described = description === undefined ? {} : { description };
  return { type: 'object', properties, required, additionalProperties: false, ...described };
}

/** Some fields are optional. */
export function partly(properties: Record<string, Schema>, optional: readonly string[]): Schema {
  const all = object(properties);
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { ...all, required };
}

export function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

export function oneOf(values: readonly string[], description?: string): Schema {
  return { type: 'string', enum: values, ...(description ? { description } : {}) };
}

export function orNull(schema: Schema, description?: string): Schema {
  return {
    ...schema,
    nullable: true,
    // OpenAPI 3.0 wants null among the values, too.
    ...(schema.enum ? { enum: [...schema.enum, null] } : {}),
    ...(description ? { description } : {}),
  };
}

export function called(schema: Schema, description: string): Schema {
  return { ...schema, description };
}

export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}
