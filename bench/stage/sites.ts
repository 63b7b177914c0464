import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const SITE = 'daily';
export const SIGNING_SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
export const SITE_KEY = 'site-key-of-the-bench-0001';
export const OPERATOR_KEY = 'operator-key-of-the-bench-01';

const BRAND = 'DEMO';

export type SitesOptions = {
  /** Where the sandbox answers. */
  sandboxUrl?: string | undefined;
  /** Calls to Omeda at a time. */
  slots?: number | undefined;
};

/** Writes a sites file with one site; answers the variables that go with it. */
export async function writeSites(
  folder: string,
  { sandboxUrl, slots }: SitesOptions,
): Promise<Record<string, string>> {
  const file = join(folder, 'sites.json');
  const brand = {
    environment: 'sandbox',
    appId: { env: 'DEMO_APP_ID' },
    ownerUserId: 'owner',
    mailbox: 'news',
    ...(sandboxUrl ? { baseUrl: sandboxUrl } : {}),
    ...(slots ? { maxConcurrentCalls: slots } : {}),
  };
  const site = {
    brand: BRAND,
    signingSecrets: [{ env: 'DAILY_SIGNING_SECRET' }],
    siteKeys: [{ env: 'DAILY_SITE_KEY' }],
    publishDelayMinutes: 30,
  };
  const operatorKeys = [{ env: 'OPERATOR_KEY' }];
  await writeFile(
    file,
    JSON.stringify({ brands: { [BRAND]: brand }, sites: { [SITE]: site }, operatorKeys }),
  );
  return {
    SITES_FILE: file,
    DEMO_APP_ID: 'demo-app-id',
    DAILY_SIGNING_SECRET: SIGNING_SECRET,
    DAILY_SITE_KEY: SITE_KEY,
    OPERATOR_KEY,
  };
}
