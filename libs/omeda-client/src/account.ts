/** One Omeda account: the user, the brand, and the address. */
export type OmedaAccount = {
  /** Abbreviation as in Omeda's URLs. */
  brand: string;
  environment: 'production' | 'staging' | 'sandbox';
  /** The sandbox's address, with or without a final slash; for environment sandbox alone. */
  baseUrl?: string;
  /** The key. It is sent in one header and appears in no error, message or URL. */
  appId: string;
  ownerUserId: string;
  /** Omeda uses the owner if there is none. */
  approverUserId?: string;
  /** Part before the @ of the sender, if a content names none. */
  mailbox?: string;
};

// Pinned: a key sent to any other host would be leaked.
const HOSTS = {
  production: 'https://ows.omeda.com',
  staging: 'https://ows.omedastaging.com',
} as const;

/**
 * The root of all URLs of this account, without a final slash.
 * @throws {RangeError} when the account's fields don't fit together; the message never has the key.
 */
export function baseUrlOf(account: OmedaAccount): string {
  if (!/^[\x21-\x7e]+$/.test(account.appId)) {
    throw new RangeError(`The app ID of ${account.brand} is empty or holds an illegal character.`);
  }
  const root = account.environment === 'sandbox' ? sandboxUrl(account) : pinnedHost(account);
  return `${root}/webservices/rest/brand/${encodeURIComponent(account.brand)}`;
}

function pinnedHost({ brand, environment, baseUrl }: OmedaAccount): string {
  if (environment === 'sandbox') throw new RangeError('The sandbox has no pinned host.');
  if (baseUrl === undefined) return HOSTS[environment];
  throw new RangeError(`Brand ${brand} is ${environment}; baseUrl is only for the sandbox.`);
}

function sandboxUrl({ brand, baseUrl }: OmedaAccount): string {
  if (!baseUrl || !URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol)) {
    throw new RangeError(
      `Brand ${brand} uses the sandbox and needs its address, such as http://127.0.0.1:3100/.`,
    );
  }
  const { origin, pathname } = new URL(baseUrl);
  return `${origin}${pathname}`.replace(/\/+$/, '');
}
