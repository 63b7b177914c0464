import { describe, expect, it } from 'vitest';
import { loadSites } from '#sites';
import { useSitesFile } from './sites-file.testing.js';

const on = useSitesFile();
const { brandFlags, sites, add, written } = on;

describe('newsletter sites move', () => {
  it('moves a site to a new brand, and keeps the one it had', async () => {
    await add();
    const { exitCode, out } = await sites(`move daily BAR ${brandFlags('bar')}`);
    expect([exitCode, out]).toEqual([
      0,
      expect.stringMatching(/start at BAR \(sandbox\); it was FOO/),
    ]);
    const known = loadSites(on.file, {});
    expect(known.sites.get('daily')?.brand).toBe('BAR');
    expect([...known.brands.keys()]).toEqual(['FOO', 'BAR']);
  });

  it.each<[string, number, RegExp]>([
    ['move weekly FOO', 3, /no site 'weekly': it has daily/],
    ['move daily FOO', 2, /already has brand FOO/],
    ['move daily BAR', 2, /The app ID of BAR is missing/],
  ])('refuses "%s"', async (line, code, words) => {
    await add();
    const before = written();
    const { exitCode, err } = await sites(line);
    expect([exitCode, err]).toEqual([code, expect.stringMatching(words)]);
    expect(written()).toBe(before);
  });
});

describe('newsletter sites remove', () => {
  it('removes a site, names its secrets, and leaves its brand by default', async () => {
    await add();
    await sites(`add --id weekly --brand BAR ${brandFlags('bar')}`);
    const { out } = await sites('remove weekly --unchecked');
    expect(out).toMatch(/no longer in .*\n.*delete them: secrets\/weekly-signing-secret/);
    expect([...loadSites(on.file, {}).brands.keys()]).toEqual(['FOO', 'BAR']);
  });

  it('removes the brand with it if no other site has it', async () => {
    await add();
    await sites(`add --id weekly --brand BAR ${brandFlags('bar')}`);
    expect((await sites('remove weekly --with-brand --unchecked')).exitCode).toBe(0);
    expect([...loadSites(on.file, {}).brands.keys()]).toEqual(['FOO']);
  });

  it.each<[string, number, RegExp]>([
    ['remove none', 3, /no site 'none'/],
    ['remove daily --with-brand --unchecked', 4, /Brand FOO is used by weekly/],
    ['remove daily', 5, /in progress: NEWSLETTER_KEY is not set[^]*--unchecked/],
  ])('refuses "%s"', async (line, code, words) => {
    await add();
    await sites('add --id weekly --brand FOO');
    const before = written();
    const { exitCode, err } = await sites(line);
    expect([exitCode, err]).toEqual([code, expect.stringMatching(words)]);
    expect(written()).toBe(before);
  });

  it('does not remove the only site', async () => {
    await add();
    const { exitCode, err } = await sites('remove daily --unchecked');
    expect([exitCode, err]).toEqual([4, expect.stringMatching(/is the only site/)]);
  });
});
