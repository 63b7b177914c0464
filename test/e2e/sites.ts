import { HashedKey, Secret, type Sites } from '#sites';

export const BRAND = 'DEMO';
export const SITE = 'daily';
export const SIGNING_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const SITE_KEY = 'site-key-of-the-daily-0001';
export const OPERATOR_KEY = 'operator-key-of-the-stories-1';
export const APP_ID = 'an-app-id-that-nobody-may-see';

export function testSites(baseUrl: string): Sites {
  return {
    brands: new Map([
      [
        BRAND,
        {
          abbreviation: BRAND,
          environment: 'sandbox',
          baseUrl,
          appId: new Secret(APP_ID, 'the test'),
          ownerUserId: 'owner',
          mailbox: 'news',
          maxConcurrentCalls: 4,
          callTimeoutMs: 5_000,
        },
      ],
    ]),
    sites: new Map([
      [
        SITE,
        {
          id: SITE,
          brand: BRAND,
          signingSecrets: [new Secret(SIGNING_SECRET, 'the test')],
          siteKeys: [HashedKey.of(SITE_KEY, 'the test')],
          publishDelayMs: 30 * 60_000,
        },
      ],
    ]),
    operatorKeys: [{ key: HashedKey.of(OPERATOR_KEY, 'the test'), role: 'admin' }],
  };
}
