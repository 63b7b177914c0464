import { PUBLIC_NAMES, routingKeyOf, schemaOf, typeNameOf } from '#events';

type Schema = {
  type?: string | readonly string[];
  const?: string;
  enum?: readonly string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  items?: Schema;
};

const HEADER = `// Made from the JSON Schemas of the events by "npm run schemas": change libs/events instead.
`;

const TYPES: Record<string, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
};

/** The TypeScript types of all events, as the package newsletter-events has them. */
export function eventTypes(): string {
  const types = PUBLIC_NAMES.map((name) => {
    const schema: Schema = schemaOf(name);
    return `${comment(schema.description, '')}export type ${typeNameOf(name)} = ${typeOf(schema, '')};\n`;
  });
  const any = PUBLIC_NAMES.map((name) => `\n  | ${typeNameOf(name)}`).join('');
  const byName = PUBLIC_NAMES.map((name) => `  '${routingKeyOf(name)}': ${typeNameOf(name)};\n`);
  return [
    HEADER,
    ...types,
    `/** \`type\` tells which it is. */\nexport type AnyEvent =${any};\n`,
    `/** By routing key. */\nexport type EventsByName = {\n${byName.join('')}};\n`,
  ].join('\n');
}

function typeOf(schema: Schema, indent: string): string {
  const { const: value, enum: values, type, properties, items } = schema;
  if (value !== undefined) return `'${value}'`;
  if (values) return values.map((one) => `'${one}'`).join(' | ');
  if (properties) return objectOf(properties, schema.required ?? [], indent);
  if (items) return `(${typeOf(items, indent)})[]`;
  const named = [type ?? []].flat().map((one) => TYPES[one] ?? 'unknown');
  return named.length > 0 ? named.join(' | ') : 'unknown';
}

function objectOf(
  properties: Record<string, Schema>,
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

function comment(text: string | undefined, indent: string): string {
  return text === undefined ? '' : `${indent}/** ${text} */\n`;
}
