import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { text } from 'express';
import { omeda } from './http/omeda.middleware.js';
import { type BrandOptions, World } from './model/world.js';
import { SandboxModule } from './sandbox.module.js';

export type SandboxOptions = {
  /** 0 takes any free port. */
  port: number;
  host: string;
  brands: BrandOptions[];
  /** How long an audience takes to load, in milliseconds. */
  audienceLoadMs: number;
};

export type Sandbox = { url: string; world: World; close(): Promise<void> };

const BODY_LIMIT = '10mb';

const DEFAULTS: SandboxOptions = {
  port: 0,
  host: '127.0.0.1',
  brands: [{ abbreviation: 'DEMO', appIds: ['demo-app-id'], users: ['owner', 'approver'] }],
  audienceLoadMs: 8_000,
};

/** Starts a local Omeda. Its world can be looked at and moved from code, and under `/admin`. */
export async function startSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const { port, host, brands, audienceLoadMs } = { ...DEFAULTS, ...options };
  const world = new World({ brands, audienceLoadMs });
  const app = await NestFactory.create<NestExpressApplication>(SandboxModule.forRoot(world), {
    logger: ['error', 'warn'],
  });
  app.use('/webservices', text({ type: () => true, limit: BODY_LIMIT }));
  app.use(omeda(world));
  app.enableShutdownHooks();
  await app.listen(port, host);
  const url = await app.getUrl();
  return { url: url.replace(/\/$/, ''), world, close: () => app.close() };
}
