import { PUBLIC_NAMES, routingKeyOf, schemaOf } from '#events';
import { type JsonSchema, comment, typeOf } from './typescript.js';

const HEADER = `// Made from the JSON Schemas of the events by "npm run schemas": change libs/events instead.
`;

/** The TypeScript types of all events, as the package newsletter-events has them. */
export function eventTypes(): string {
  const types = PUBLIC_NAMES.map((name) => {
    const schema: JsonSchema = schemaOf(name);
    return `${comment(schema.description, '')}export type ${typeName(name)} = ${typeOf(schema, '')};\n`;
  });
  const any = PUBLIC_NAMES.map((name) => `\n  | ${typeName(name)}`).join('');
  const byName = PUBLIC_NAMES.map((name) => `  '${routingKeyOf(name)}': ${typeName(name)};\n`);
  return [
    HEADER,
    ...types,
    `/** \`type\` tells which it is. */\nexport type AnyEvent =${any};\n`,
    `/** By routing key. */\nexport type EventsByName = {\n${byName.join('')}};\n`,
  ].join('\n');
}

function typeName(name: string): string {
  const words = ['deployment', ...name.split('-')];
  return words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
}
