import { readFileSync, readdirSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import {
  type CloudEvent,
  type DeploymentEventType,
  PUBLIC_NAMES,
  schemaOf,
  toPublicEvent,
  typeOf,
} from '#events';
import { EPOCH, FIRST, SAMPLES, stored } from '../../libs/events/src/public/samples.testing.js';

/** The schemas of each release, as subscribers have them, and its announced events. */
const KEPT = new URL('../contract/', import.meta.url);
const RELEASES = readdirSync(KEPT);

type Kept = { schemas: Map<string, object>; events: CloudEvent[] };

function keptOf(release: string): Kept {
  const folder = new URL(`${release}/`, KEPT);
  const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as object;
  const files = readdirSync(folder).filter((file) => file !== 'events.json');
  return {
    schemas: new Map(files.map((file) => [file.replace(/\.json$/, ''), read(file)])),
    events: read('events.json') as CloudEvent[],
  };
}

/** One event of each stored type that is announced, as this release announces it. */
function today(): CloudEvent[] {
  return Object.entries(SAMPLES).flatMap(([type, data]) => {
    const event = stored(type as DeploymentEventType, data);
    return toPublicEvent({ event, first: FIRST, epoch: EPOCH })?.event ?? [];
  });
}

function faultsOf(schema: object | undefined, event: CloudEvent): string {
  if (!schema) return `${event.type} has no schema`;
  const ajv = addFormats.default(new Ajv({ strict: true }));
  const validate = ajv.compile(schema);
  if (validate(event as unknown)) return '';
  return `${event.type}: ${ajv.errorsText(validate.errors)}`;
}

const todaysSchema = (type: string) => {
  const name = PUBLIC_NAMES.find((known) => typeOf(known) === type);
  return name && schemaOf(name);
};

describe.each(RELEASES)('a subscriber with the schemas of %s', (release) => {
  const { schemas, events } = keptOf(release);

  it("understands today's events of the types it knows", () => {
    const known = today().filter(({ type }) => schemas.has(type));
    expect(known.length).toBeGreaterThan(0);
    expect(known.map((event) => faultsOf(schemas.get(event.type), event)).join('')).toBe('');
  });

  it("finds that today's schemas accept what was announced then", () => {
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining([...schemas.keys()]));
    expect(events.map((event) => faultsOf(todaysSchema(event.type), event)).join('')).toBe('');
  });
});
