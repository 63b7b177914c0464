/** The part of JSON Schema (draft-07, which AsyncAPI reads) that describes public events. */
export type JsonSchema = {
  type?: string | readonly string[];
  format?: string;
  const?: string;
  enum?: readonly string[];
  minimum?: number;
  description?: string;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
};

export const TEXT = { type: 'string' } as const;
export const FLAG = { type: 'boolean' } as const;
export const COUNT = { type: 'integer', minimum: 0 } as const;
/** RFC 3339 in UTC. */
export const INSTANT = { type: 'string', format: 'date-time' } as const;

export const oneOf = (...values: string[]) => ({ type: 'string', enum: values }) as const;

/** An object whose fields are all required. */
export function objectOf<P extends object>(properties: P) {
  return { type: 'object', properties, required: Object.keys(properties) };
}

export const described = <S extends JsonSchema>(description: string, schema: S) => ({
  ...schema,
  description,
});

export const TRACK_ID = described("Omeda's ID of the deployment", TEXT);

/** Null if unknown. */
export const orNull = (schema: { type: string; minimum?: number }) => ({
  ...schema,
  type: [schema.type, 'null'] as const,
});
