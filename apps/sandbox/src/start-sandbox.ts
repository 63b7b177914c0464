import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { text } from 'express';
import { type PortalAction, actInPortal } from './model/portal.js';
import { Journal } from './model/journal.js';
import { omeda } from './http/omeda.middleware.js';
import { type BrandOptions, World } from './model/world.js';
import { SandboxModule } from './sandbox.module.js';
import type { Misbehavior } from './settings.js';

export type SandboxOptions = {
  /** 0 takes any free port. */
  port: number;
  host: string;
  brands: BrandOptions[];
  /** How long an audience takes to load, in milliseconds. */
  audienceLoadMs: number;
  misbehavior: Misbehavior;
  /** File that keeps its deployments; default: none. */
  file?: string;
};

export type Sandbox = {
  /** Without a trailing slash. */
  url: string;
  /** Clock, switches, faults, ledger, brands, and deployments: all may be read and changed. */
  world: World;
  /** A person's act in Omeda's portal. @throws {RangeError} for an unknown deployment. */
  portal(trackId: string, action: PortalAction): void;
  close(): Promise<void>;
};

const BODY_LIMIT = '10mb';

const DEFAULTS: SandboxOptions = {
  port: 0,
  host: '127.0.0.1',
  brands: [{ abbreviation: 'DEMO', appIds: ['demo-app-id'], users: ['owner', 'approver'] }],
  audienceLoadMs: 8_000,
  misbehavior: { seed: 1, faults: [], switches: {} },
};

/** Starts a local Omeda. Its world can be read and changed from code, and under `/admin`. */
export async function startSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const { port, host, brands, audienceLoadMs, misbehavior, file } = { ...DEFAULTS, ...options };
  const journal = file === undefined ? undefined : Journal.open(file);
  const world = new World({ brands, audienceLoadMs, ...(journal ? { journal } : {}) });
  world.misbehave(misbehavior);
  const app = await NestFactory.create<NestExpressApplication>(SandboxModule.forRoot(world), {
    logger: ['error', 'warn'],
    // Calls that a fault delays must not keep the sandbox from closing.
    forceCloseConnections: true,
  });
  // Omeda requires a charset for XML: without one, it arrives garbled, as it would there.
  app.use(
    '/webservices',
    text({ type: '*/xml', limit: BODY_LIMIT, defaultCharset: 'iso-8859-1' }),
    text({ type: () => true, limit: BODY_LIMIT }),
  );
  app.use(omeda(world));
  await app.listen(port, host);
  const url = await app.getUrl();
  const portal = (trackId: string, action: PortalAction) => {
    if (!actInPortal(world, trackId, action)) throw new RangeError(`No deployment '${trackId}'.`);
  };
  return { url: url.replace(/\/$/, ''), world, portal, close: () => app.close() };
}
