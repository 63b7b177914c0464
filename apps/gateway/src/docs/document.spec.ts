import { Test } from '@nestjs/testing';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { TIMING } from '#deployment';
import { EventStoreModule } from '#event-store';
import { GatewayModule } from '../gateway.module.js';
import { documentOf } from './document.js';

type Document = ReturnType<typeof documentOf>;

/** As served; starts nothing and connects to nothing. */
async function served(): Promise<Document> {
  const sites = { sites: new Map(), brands: new Map(), operatorKeys: [] };
  const parts = { sites, timing: TIMING, contentLimitBytes: 1, logLevel: 'silent' };
  const store = EventStoreModule.forRoot({ databaseUrl: 'postgres://nowhere.invalid/none' });
  const module = await Test.createTestingModule({
    imports: [store, GatewayModule.forRoot(parts)],
  }).compile({ preview: true });
  return documentOf(module.createNestApplication({ preview: true }));
}

async function faultsOf(document: Document): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map(({ ruleId, severity, message, location }) => {
    return `${ruleId} (${severity}) at ${location[0]?.pointer}: ${message}`;
  });
}

let document: Document;

beforeAll(async () => {
  document = await served();
});

describe('the OpenAPI document', () => {
  it("keeps to all of Redocly's recommended rules, those that only warn too", async () => {
    expect(Object.keys(document.paths).length).toBeGreaterThan(15);
    expect(await faultsOf(document)).toEqual([]);
  });

  it('would not, if it left out its license, who may ask, or what a refusal is', async () => {
    const worse = structuredClone(document);
    delete worse.info.license;
    const live = worse.paths['/health/live']?.get;
    delete live?.security;
    delete live?.responses[400];
    const rules = (await faultsOf(worse)).map((fault) => fault.split(' ')[0]);
    const broken = ['info-license', 'operation-4xx-response', 'security-defined'];
    expect(new Set(rules)).toEqual(new Set(broken));
  });
});
