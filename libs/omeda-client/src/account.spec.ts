import { describe, expect, it } from 'vitest';
import { type OmedaAccount, baseUrlOf } from './account.js';

const account: OmedaAccount = {
  brand: 'FOO',
  environment: 'production',
  appId: 'secret-key',
  ownerUserId: 'u1',
};

describe('the URL of an account', () => {
  it.each([
    ['production', 'https://ows.omeda.com/webservices/rest/brand/FOO'],
    ['staging', 'https://ows.omedastaging.com/webservices/rest/brand/FOO'],
  ] as const)('is pinned for %s', (environment, url) => {
    expect(baseUrlOf({ ...account, environment })).toBe(url);
  });

  it.each(['http://127.0.0.1:3100', 'http://127.0.0.1:3100/'])('is as given (%s)', (baseUrl) => {
    expect(baseUrlOf({ ...account, environment: 'sandbox', baseUrl })).toBe(
      'http://127.0.0.1:3100/webservices/rest/brand/FOO',
    );
  });

  it('percent-encodes the brand', () => {
    expect(baseUrlOf({ ...account, brand: 'A/B' })).toMatch(/\/brand\/A%2FB$/);
  });

  it.each<[string, Partial<OmedaAccount>]>([
    ['another host for production', { baseUrl: 'https://ows.omeda.example' }],
    ['another host for staging', { environment: 'staging', baseUrl: 'http://127.0.0.1' }],
    ['no host for the sandbox', { environment: 'sandbox' }],
    ['no http for the sandbox', { environment: 'sandbox', baseUrl: 'file:///etc' }],
    ['a key with a line break', { appId: 'secret\r\nkey' }],
    ['no key', { appId: '' }],
  ])('is refused for %s, without the key in the words', (_fault, change) => {
    expect(() => baseUrlOf({ ...account, ...change })).toThrow(RangeError);
    expect(() => baseUrlOf({ ...account, ...change })).not.toThrow(/secret/);
  });
});
