import { describe, expect, it } from 'vitest';
import { HashedKey, type Site, type Sites } from '#sites';
import { Callers, maySee } from './callers.js';

function site(id: string, ...keys: string[]): [string, Site] {
  const siteKeys = keys.map((key) => HashedKey.of(key, key));
  return [id, { id, brand: 'DEMO', signingSecrets: [], siteKeys, publishDelayMs: 0 }];
}

const SITES: Sites = {
  brands: new Map(),
  sites: new Map([site('daily', 'daily-1', 'daily-2'), site('weekly', 'weekly-1')]),
  operatorKeys: [
    { key: HashedKey.of('operator-1', 'x'), role: 'admin' },
    { key: HashedKey.of('zoe-key', 'x'), role: 'operate', name: 'Zoë' },
    { key: HashedKey.of('ended', 'x'), role: 'admin', until: '2020-01-01T00:00:00.000Z' },
  ],
};

describe('a key', () => {
  it.each([
    ['daily-1', 'site:daily'],
    ['daily-2', 'site:daily'],
    ['weekly-1', 'site:weekly'],
    ['operator-1', 'operator:1'],
    ['zoe-key', 'operator:Zoë'],
    ['ended', undefined],
    ['daily', undefined],
    ['', undefined],
  ])('%j is of %s', (key, id) => {
    expect(new Callers(SITES).find(key)?.id).toBe(id);
  });
});

describe('what is seen', () => {
  it.each([
    ['daily-1', true, false],
    ['weekly-1', false, true],
    ['operator-1', true, true],
  ])('by %s', (key, daily, weekly) => {
    const caller = new Callers(SITES).find(key);
    if (!caller) throw new Error('unknown key');
    expect([maySee(caller, 'daily'), maySee(caller, 'weekly')]).toEqual([daily, weekly]);
  });
});
