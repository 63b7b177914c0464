import { afterEach, describe, expect, it } from 'vitest';
import { type Brand, Secret } from '#sites';
import { Brands } from './brands.js';

function demo(appId: string, changes: Partial<Brand> = {}): Brand {
  return {
    abbreviation: 'DEMO',
    environment: 'sandbox',
    baseUrl: 'http://127.0.0.1:3100/',
    appId: new Secret(appId, 'the spec'),
    ownerUserId: 'owner',
    maxConcurrentCalls: 1,
    callTimeoutMs: 1_000,
    ...changes,
  };
}

const sites = { sites: new Map(), brands: new Map<string, Brand>(), operatorKeys: [] };
let brands: Brands;

function start(brand: Brand) {
  sites.brands = new Map([['DEMO', brand]]);
  brands = new Brands({ sites });
  return brands.get('DEMO');
}

afterEach(() => brands.onApplicationShutdown());

describe('a brand', () => {
  it('that was read again without a change is called as before', () => {
    const before = start(demo('one'));
    sites.brands = new Map([['DEMO', demo('one')]]);
    expect(brands.get('DEMO')).toBe(before);
  });

  it('whose key was replaced is called with the new one, within the same limit', () => {
    const before = start(demo('one'));
    const free = before.slots.take();
    sites.brands = new Map([['DEMO', demo('two')]]);
    const now = brands.get('DEMO');
    expect(now.client).not.toBe(before.client);
    expect(now.slots.take()).toBeUndefined();
    free?.();
    expect(now.slots.take()).toBeDefined();
  });

  it('that may be called more often now, is', () => {
    start(demo('one')).slots.take();
    sites.brands = new Map([['DEMO', demo('one', { maxConcurrentCalls: 2 })]]);
    expect(brands.get('DEMO').slots.take()).toBeDefined();
  });

  it('that is not in the file is named, with the cure', () => {
    start(demo('one'));
    expect(() => brands.get('OTHER')).toThrow("Brand 'OTHER' is not in SITES_FILE. Add it;");
  });
});
