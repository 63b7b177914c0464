import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const SITE = 'daily';
export const SIGNING_SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
export const SITE_KEY = 'site-key-of-the-bench-0001';
export const OPERATOR_KEY = 'operator-key-of-the-bench-01';

const BRAND = 'DEMO';

export type SitesOptions = {
  /** The sandbox's address. */
  sandboxUrl?: string | undefined;
  /** Calls to Omeda at a time. */
  slots?: number | undefined;
  /** Of the same brand: `daily`, `daily-1`, and so on; one by default. */
  sites?: number | undefined;
};

/** Writes a sites file; returns its environment variables. */
export async function writeSites(
  folder: string,
  { sandboxUrl, slots, sites = 1 }: SitesOptions,
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
  const site = (n: number) => ({
    brand: BRAND,
    signingSecrets: [{ env: 'DAILY_SIGNING_SECRET' }],
    siteKeys: [{ env: `SITE_KEY_${n}` }],
    publishDelayMinutes: 30,
  });
  const numbers = Array.from({ length: sites }, (_, n) => n);
  const operatorKeys = [{ env: 'OPERATOR_KEY' }];
  await writeFile(
    file,
    JSON.stringify({
      brands: { [BRAND]: brand },
      sites: Object.fromEntries(numbers.map((n) => [ofSite(n, SITE), site(n)])),
      operatorKeys,
    }),
  );
  return {
    SITES_FILE: file,
    DEMO_APP_ID: 'demo-app-id',
    DAILY_SIGNING_SECRET: SIGNING_SECRET,
    ...Object.fromEntries(numbers.map((n) => [`SITE_KEY_${n}`, ofSite(n, SITE_KEY)])),
    OPERATOR_KEY,
  };
}

function ofSite(n: number, first: string): string {
  return n === 0 ? first : `${first}-${n}`;
}
