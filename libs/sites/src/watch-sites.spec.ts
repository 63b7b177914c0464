import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SitesFileError, type WatchedSites, digestOf, watchSites } from './index.js';

const DEADLINE = { timeout: 15_000, interval: 20 };
const SIGNING = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
let folder: string;
let watched: WatchedSites;
let reloads: (SitesFileError | undefined)[];

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

function writeSites(...siteKeys: string[]): void {
  const files = (names: string[]) => names.map((file) => ({ file }));
  const sites = {
    brands: {
      DEMO: { environment: 'sandbox', appId: { file: 'app-id' }, ownerUserId: 'owner' },
    },
    sites: {
      daily: { brand: 'DEMO', signingSecrets: files(['signing']), siteKeys: files(siteKeys) },
    },
  };
  write('sites.json', JSON.stringify(sites));
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sites-'));
  write('app-id', 'first-app-id');
  write('signing', SIGNING);
  write('key', 'first-key-0123456789');
  writeSites('key');
  reloads = [];
  watched = watchSites(join(folder, 'sites.json'), {
    env: {},
    pollIntervalMs: 10,
    onReload: (fault) => reloads.push(fault),
    adapt: (brand) => ({ ...brand, baseUrl: 'http://127.0.0.1:3100/' }),
  });
});

afterEach(() => {
  watched.close();
  rmSync(folder, { recursive: true });
});

const hasKey = (key: string) => {
  const keys = watched.sites.get('daily')?.siteKeys ?? [];
  return keys.some((known) => known.isOf(digestOf(key)));
};

describe('a sites file in use', () => {
  it('is read again when a secret file changes', async () => {
    expect(hasKey('first-key-0123456789')).toBe(true);
    write('key', 'second-key-0123456789');
    await vi.waitFor(() => expect(hasKey('second-key-0123456789')).toBe(true), DEADLINE);
    expect(hasKey('first-key-0123456789')).toBe(false);
  });

  it('is read again when it changes itself, and what it names now is watched too', async () => {
    write('other-key', 'other-key-0123456789');
    writeSites('key', 'other-key');
    await vi.waitFor(() => expect(hasKey('other-key-0123456789')).toBe(true), DEADLINE);
    write('other-key', 'third-key-0123456789');
    await vi.waitFor(() => expect(hasKey('third-key-0123456789')).toBe(true), DEADLINE);
    expect(hasKey('first-key-0123456789')).toBe(true);
  });

  it('with a fault stays as it was, says why, and is used once fixed', async () => {
    writeSites('gone');
    await vi.waitFor(() => expect(reloads).toHaveLength(1), DEADLINE);
    expect(reloads[0]?.message).toContain('siteKeys[0]: the file gone cannot be read');
    expect(hasKey('first-key-0123456789')).toBe(true);
    write('gone', 'back-key-0123456789');
    await vi.waitFor(() => expect(hasKey('back-key-0123456789')).toBe(true), DEADLINE);
    expect(reloads).toEqual([expect.anything(), undefined]);
  });

  it.each(['key', 'sites.json'])(
    'stays as it was while a file cannot be read, and says why: %s',
    async (name) => {
      const path = join(folder, name);
      renameSync(path, `${path}.away`);
      // Nobody can follow it, not even root.
      symlinkSync(name, path);
      await vi.waitFor(() => expect(reloads[0]?.message).toContain('ELOOP'), DEADLINE);
      expect(hasKey('first-key-0123456789')).toBe(true);
      renameSync(`${path}.away`, path);
      await vi.waitFor(() => expect(reloads.at(-1)).toBeUndefined(), DEADLINE);
    },
  );

  it('gives the adapted brands each time', async () => {
    expect(watched.brands.get('DEMO')?.baseUrl).toBe('http://127.0.0.1:3100/');
    write('app-id', 'second-app-id');
    await vi.waitFor(() => {
      expect(watched.brands.get('DEMO')?.appId.reveal()).toBe('second-app-id');
    }, DEADLINE);
    expect(watched.brands.get('DEMO')?.baseUrl).toBe('http://127.0.0.1:3100/');
  });
});
