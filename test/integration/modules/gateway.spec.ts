import type { Server } from 'node:http';
import type { Type } from '@nestjs/common';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import request from 'supertest';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { TIMING } from '#deployment';
import { EventStoreModule } from '#event-store';
import { NOTIFICATION_DEFAULTS } from '#notifications';
import { WEBHOOK_DEFAULTS } from '#webhooks';
import { GatewayModule } from '../../../apps/gateway/src/gateway.module.js';
import { GUARD_RAILS } from '../../../apps/gateway/src/guard/guard-rails.js';
import { RETENTION } from '../../../apps/gateway/src/purges/retention.js';
import { SharedModule } from '../../../apps/gateway/src/shared.module.js';
import { DeploymentTypes } from '../../../apps/gateway/src/sites/deployment-types.js';
import { SitesModule } from '../../../apps/gateway/src/sites/sites.module.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { KEYS, testSites } from '../../e2e/gateway/fixtures.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database?.drop());

/** A feature of the gateway, with the store and everything that features share. */
function feature(module: Type): TestingModuleBuilder {
  const parts = {
    sites: testSites(),
    timing: TIMING,
    contentLimitBytes: 2_000_000,
    retention: RETENTION,
    guardRails: GUARD_RAILS,
    webhooks: WEBHOOK_DEFAULTS,
    notifications: NOTIFICATION_DEFAULTS,
    logLevel: 'silent',
  };
  const store = EventStoreModule.forRoot({ databaseUrl: database.url });
  return Test.createTestingModule({ imports: [store, SharedModule.forRoot(parts), module] });
}

describe('each feature of the gateway', () => {
  const features: Type[] = Reflect.getMetadata('imports', GatewayModule);

  it.each(features.map((module) => [module.name, module] as const))(
    '%s says itself what it needs of the others',
    async (_name, module) => {
      const compiled = await feature(module).compile();
      await compiled.close();
    },
  );
});

describe('the sites', () => {
  it("return Omeda's deployment types for a key of the site", async () => {
    const types = { brand: 'DEMO', types: [{ id: 7, name: 'Daily' }], stale: false };
    const module = await feature(SitesModule)
      .overrideProvider(DeploymentTypes)
      .useValue({ ofSite: async () => types })
      .compile();
    const app = module.createNestApplication({
      logger: false,
    });
    await app.init();
    const path = '/v1/sites/daily/deployment-types';
    const server = app.getHttpServer() as Server;
    await request(server).get(path).auth(KEYS.daily, { type: 'bearer' }).expect(200, types);
    await request(server)
      .get(path)
      .expect(401)
      .expect('content-type', /problem\+json/);
    await app.close();
  });
});
