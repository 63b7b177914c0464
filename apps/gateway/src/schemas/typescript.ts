/** The subset of JSON Schema used here, in the forms of JSON Schema and of OpenAPI 3.0. */
export type JsonSchema = {
  type?: string | readonly string[];
  const?: string;
  enum?: readonly (string | null)[];
  nullable?: boolean;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  items?: JsonSchema;
  $ref?: string;
};

const TYPES: Record<string, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  object: 'Record<string, unknown>',
  null: 'null',
};

/** The TypeScript type of a schema. A reference becomes one to a field of the type `Schemas`. */
export function typeOf(schema: JsonSchema, indent: string): string {
  const { const: value, enum: values, type, properties, items, $ref, nullable } = schema;
  if ($ref !== undefined) return `Schemas['${$ref.split('/').at(-1)}']`;
  if (value !== undefined) return `'${value}'`;
  if (values) return values.map((one) => (one === null ? 'null' : `'${one}'`)).join(' | ');
  const orNull = nullable ? ' | null' : '';
  if (properties) return objectOf(properties, schema.required ?? [], indent) + orNull;
  if (items) return `(${typeOf(items, indent)})[]${orNull}`;
  const named = [type ?? []].flat().map((one) => TYPES[one] ?? 'unknown');
  return named.length > 0 ? named.join(' | ') + orNull : 'unknown';
}

function objectOf(
  properties: Record<string, JsonSchema>,
  required: readonly string[],
  indent: string,
): string {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(([name, schema]) => {
    const mark = required.includes(name) ? '' : '?';
    return `${comment(schema.description, inner)}${inner}${name}${mark}: ${typeOf(schema, inner)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

/** Editors strike through text that begins with "Deprecated:". */
export function comment(text: string | undefined, indent: string): string {
  const words = text?.replace(/^Deprecated: /, '@deprecated ');
  return words === undefined ? '' : `${indent}/** ${words} */\n`;
}
