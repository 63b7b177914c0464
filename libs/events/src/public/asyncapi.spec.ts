import { Parser } from '@asyncapi/parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC_NAMES, asyncApi, routingKeyOf } from './index.js';

/** The parser compiles all of JSON Schema first, which is slow on a busy machine. */
const PARSE_LIMIT_MS = 120_000;

type Parsed = Awaited<ReturnType<InstanceType<typeof Parser>['parse']>>;

let parsed: Parsed;

type Schema = {
  title?: string;
  type?: unknown;
  const?: string;
  enum?: readonly string[];
  properties?: Record<string, Schema>;
  items?: Schema;
};

beforeAll(async () => {
  parsed = await new Parser().parse(JSON.stringify(asyncApi()));
}, PARSE_LIMIT_MS);

describe('the AsyncAPI document', () => {
  it('is valid AsyncAPI 3, without a warning', () => {
    const { document, diagnostics } = parsed;
    expect(diagnostics.filter(({ severity }) => severity <= 1)).toEqual([]);
    expect(document?.version()).toBe('3.0.0');
  });

  it('names the types that a generator makes of it', () => {
    const names: string[] = [];
    const visit = (schema: Schema) => {
      if (schema.properties || schema.enum) names.push(schema.title ?? JSON.stringify(schema));
      for (const one of Object.values(schema.properties ?? {})) visit(one);
      if (schema.items) visit(schema.items);
    };
    for (const { payload } of Object.values(asyncApi().components.messages))
      visit(payload as Schema);
    expect(names).toEqual(expect.arrayContaining(['DeploymentResultsLinks', 'DeploymentHeldBy']));
    expect(names.filter((name) => !/^Deployment[A-Za-z]*$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has a channel with one message for each public event', () => {
    const channels = parsed.document?.channels().all() ?? [];
    expect(channels.map((channel) => channel.address())).toEqual(PUBLIC_NAMES.map(routingKeyOf));
    expect(channels.map((channel) => channel.messages().length)).toEqual(PUBLIC_NAMES.map(() => 1));
  });
});
