import { PUBLIC_NAMES, routingKeyOf, schemaOf, typeNameOf } from '#events';
import { type JsonSchema, comment, typeOf } from './typescript.js';

const HEADER = `// Made from the JSON Schemas of the events by "npm run schemas": change libs/events instead.
`;

/** The TypeScript types of all events, for the package newsletter-events. */
export function eventTypes(): string {
  const types = PUBLIC_NAMES.map((name) => {
    const schema: JsonSchema = schemaOf(name);
    return `${comment(schema.description, '')}export type ${typeNameOf(name)} = ${typeOf(schema, '')};\n`;
  });
  const any = PUBLIC_NAMES.map((name) => `\n  | ${typeNameOf(name)}`).join('');
  const byName = PUBLIC_NAMES.map((name) => `  '${routingKeyOf(name)}': ${typeNameOf(name)};\n`);
  const names = PUBLIC_NAMES.map((name) => `  '${routingKeyOf(name)}',\n`);
  return [
    HEADER,
    ...types,
    `/** \`type\` tells which it is. */\nexport type AnyEvent =${any};\n`,
    `/** By routing key. */\nexport type EventsByName = {\n${byName.join('')}};\n`,
    `/** All of EventsByName. */\nexport const EVENT_NAMES = [\n${names.join('')}] as const;\n`,
  ].join('\n');
}
