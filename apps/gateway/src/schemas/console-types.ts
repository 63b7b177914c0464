import { SCHEMAS } from '../docs/schemas.js';
import { typeOf } from './typescript.js';

const HEADER = `// Made from the OpenAPI document by "npm run schemas": change apps/gateway/src/docs instead.
`;

/** Schemas that the console uses. */
const USED = [
  'BulkAnswer',
  'Calendar',
  'Calls',
  'Content',
  'Examined',
  'Group',
  'Groups',
  'History',
  'Operations',
  'Parked',
  'ParkedList',
  'Session',
  'SiteList',
  'Status',
  'StatusPage',
  'WakeUp',
] as const satisfies (keyof typeof SCHEMAS)[];

/** The TypeScript types of the responses that the console reads. */
export function consoleTypes(): string {
  const types = USED.map((name) => `  ${name}: ${typeOf(SCHEMAS[name], '  ')};\n`);
  return `${HEADER}\n/** By name. */\nexport type Schemas = {\n${types.join('')}};\n`;
}
