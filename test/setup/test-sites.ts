/** Secrets and keys of the sites that specs use. */
export const SECRETS = {
  daily: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
  weekly: `whsec_${Buffer.alloc(32, 2).toString('base64')}`,
};
export const KEYS = {
  daily: 'daily-key-0123456789',
  weekly: 'weekly-key-0123456789',
  operator: 'operator-key-0123456789',
};

/** By the names that the sites file has for them. */
export const VARIABLES: Record<string, string> = {
  APP_ID: 'demo-app-id',
  DAILY_SECRET: SECRETS.daily,
  WEEKLY_SECRET: SECRETS.weekly,
  DAILY_KEY: KEYS.daily,
  WEEKLY_KEY: KEYS.weekly,
  OPERATOR_KEY: KEYS.operator,
};

function site(name: string) {
  return {
    brand: 'DEMO',
    signingSecrets: [{ env: `${name}_SECRET` }],
    siteKeys: [{ env: `${name}_KEY` }],
  };
}

/** Two sites of one brand, daily and weekly, as a sites file has them. */
export function sitesFile(omedaUrl?: string): string {
  return JSON.stringify({
    brands: {
      DEMO: {
        environment: 'sandbox',
        appId: { env: 'APP_ID' },
        ownerUserId: 'owner',
        mailbox: 'news',
        ...(omedaUrl === undefined ? {} : { baseUrl: omedaUrl }),
      },
    },
    sites: { daily: site('DAILY'), weekly: site('WEEKLY') },
    operatorKeys: [{ env: 'OPERATOR_KEY' }],
  });
}
