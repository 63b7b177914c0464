import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The site made at the first start. */
export const LOCAL_SITE = 'demo';

const SUBSCRIBE_KEY = 'secrets/subscribe-key';

const SITES = {
  brands: {
    DEMO: {
      environment: 'sandbox',
      appId: { file: 'secrets/app-id' },
      ownerUserId: 'owner',
      approverUserId: 'approver',
      mailbox: 'news',
      fromName: 'The Daily Demo',
    },
  },
  sites: {
    [LOCAL_SITE]: {
      brand: 'DEMO',
      signingSecrets: [{ file: 'secrets/signing-secret' }],
      siteKeys: [{ file: 'secrets/site-key' }],
      publishDelayMinutes: 30,
    },
  },
  operatorKeys: [
    { file: 'secrets/operator-key' },
    { name: 'subscriber', role: 'subscribe', key: { file: SUBSCRIBE_KEY } },
  ],
};

/** Made once, readable only by their owner, so that keys stay the same across restarts. */
const SECRETS: Record<string, () => string> = {
  'app-id': () => 'demo-app-id',
  'signing-secret': () => `whsec_${randomBytes(32).toString('base64')}`,
  'site-key': () => randomBytes(24).toString('hex'),
  'operator-key': () => randomBytes(24).toString('hex'),
  'subscribe-key': () => randomBytes(24).toString('hex'),
};

/** Path of the sandbox's sites file below `dataDir`; made if missing. */
export function localSitesFile(dataDir: string): string {
  const file = join(dataDir, 'sites.json');
  const secrets = join(dataDir, 'secrets');
  mkdirSync(secrets, { recursive: true, mode: 0o700 });
  for (const [name, make] of Object.entries(SECRETS)) {
    const path = join(secrets, name);
    if (!existsSync(path)) writeFileSync(path, make(), { mode: 0o600 });
  }
  if (!existsSync(file)) writeFileSync(file, `${JSON.stringify(SITES, undefined, 2)}\n`);
  return file;
}

/** File with a key for following events; in a folder made by an earlier release, an operator's key. */
export function followKeyFile(dataDir: string): string {
  const isKnown = readFileSync(join(dataDir, 'sites.json'), 'utf8').includes(SUBSCRIBE_KEY);
  return resolve(dataDir, isKnown ? SUBSCRIBE_KEY : 'secrets/operator-key');
}
