import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../setup/broker/free-ports.js';
import type { Filesystem } from './filesystem.js';

const SITES = '/etc/newsletters/sites.json';
const TRIES = 120;
const SITE = {
  brands: {
    DEMO: {
      environment: 'sandbox',
      baseUrl: 'http://127.0.0.1:1/',
      appId: { env: 'APP_ID' },
      ownerUserId: 'owner',
      mailbox: 'news',
    },
  },
  sites: { daily: { brand: 'DEMO', signingSecrets: [{ env: 'SIGNING_SECRET' }] } },
};
const SECRETS = {
  APP_ID: 'app-id',
  SIGNING_SECRET: `whsec_${Buffer.alloc(32, 5).toString('base64')}`,
};

/** The port of the image, which may be in use on this machine. */
const PORT = '3000';

type Asked = { env: Record<string, string>; command: string[]; check: string[] };

/** Runs the image's command, and its health check until that passes. @throws Error with its log. */
export async function isHealthy(image: Filesystem, { env, command, check }: Asked): Promise<void> {
  mkdirSync(join(image.root, '/etc/newsletters'), { recursive: true });
  writeFileSync(join(image.root, SITES), JSON.stringify(SITE));
  const [port = 0] = await freePorts(1);
  const own = check.map((word) => word.replace(`:${PORT}/`, `:${port}/`));
  const variables = { ...env, ...SECRETS, SITES_FILE: SITES, PORT: String(port) };
  const gateway = image.start(command, { env: variables, isReadOnly: true });
  let log = '';
  for (const stream of [gateway.stdout, gateway.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (log += text));
  }
  try {
    for (let n = 0; n < TRIES && gateway.exitCode === null; n += 1) {
      const passed = await image.succeed(own).then(
        () => true,
        () => false,
      );
      if (passed) return;
    }
    throw new Error(`The health check does not pass. The gateway said:\n${log}`);
  } finally {
    gateway.kill('SIGKILL');
  }
}
