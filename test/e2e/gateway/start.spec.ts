import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GatewayConfig, readConfig } from '../../../apps/gateway/src/config.js';
import { runGateway } from '../../../apps/gateway/src/start-gateway.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { ask } from './fixtures.js';

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  database = await createTestDatabase();
  await writeFile(join(folder, 'app-id'), 'demo-app-id');
  await writeFile(join(folder, 'signing'), `whsec_${Buffer.alloc(32).toString('base64')}\n`);
});

afterAll(async () => {
  await database?.drop();
  await rm(folder, { recursive: true });
});

/** A configuration as the environment gives it, with a sites file that names files beside it. */
async function config(site: object = {}, env: Record<string, string> = {}) {
  const sitesFile = join(folder, 'sites.json');
  const sites = {
    brands: {
      DEMO: { environment: 'sandbox', appId: { file: 'app-id' }, ownerUserId: 'owner' },
    },
    sites: { daily: { brand: 'DEMO', signingSecrets: [{ file: 'signing' }], ...site } },
  };
  await writeFile(sitesFile, JSON.stringify(sites));
  return readConfig({
    DATABASE_URL: database.url,
    RABBITMQ_URL: 'amqp://guest:guest@127.0.0.1:1',
    SITES_FILE: sitesFile,
    PORT: '0',
    LOG_LEVEL: 'silent',
    ...env,
  });
}

async function refusal(wanted: GatewayConfig): Promise<string> {
  const app = await runGateway(wanted).catch((error: unknown) => error as Error);
  if (app instanceof Error) return app.message;
  await app.close();
  throw new Error('it started');
}

describe('a gateway', () => {
  it('starts from its environment and responds', async () => {
    const app = await runGateway(await config());
    try {
      const url = /http:\/\/[\d.:]+/.exec(app.lines.join())?.[0] ?? '';
      expect((await ask(url, '/health/ready')).status).toBe(200);
    } finally {
      await app.close();
    }
  });

  it('does not start if its port is taken, and says what to do', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    try {
      const message = await refusal(await config({}, { PORT: String(port) }));
      expect(message).toBe(
        `Port ${port} on 127.0.0.1 is in use. Stop what listens there, or set PORT to another port.`,
      );
    } finally {
      server.close();
    }
  });

  it('does not start with a broken sites file, and names every fault', async () => {
    const message = await refusal(
      await config({ brand: 'DEMOO', siteKeys: [{ file: 'gone' }], colour: 'red' }),
    );
    expect(message).toContain("sites.daily.brand: no brand 'DEMOO' is defined; defined are: DEMO.");
    expect(message).toContain('sites.daily.siteKeys[0]: the file gone cannot be read');
    expect(message).toContain('sites.daily.colour: is not a known field');
  });

  it.each([
    ['is not there', (url: URL) => (url.pathname = '/no_such_database')],
    ['does not respond', (url: URL) => (url.port = '1')],
  ])('does not start where its database %s, and says so', async (_what, spoil) => {
    const url = new URL(database.url);
    spoil(url);
    const message = await refusal(await config({}, { DATABASE_URL: url.href }));
    expect(message).toMatch(
      /^Cannot connect to the database in DATABASE_URL \(.+\)\. Start it, or correct/,
    );
  });

  it('does not start on an address that is not its own', async () => {
    expect(await refusal(await config({}, { HOST: '192.0.2.1' }))).toMatch(
      /HOST 192\.0\.2\.1 is not an address of this machine/,
    );
  });
});
