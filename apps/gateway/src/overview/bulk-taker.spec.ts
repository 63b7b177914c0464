import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import { StoreUnavailable, VersionConflict } from '#event-store';
import { ActionTaker } from '../deployments/actions/action-taker.js';
import { DeploymentReader } from '../deployments/deployment-reader.js';
import { LOG } from '../gateway-settings.js';
import { BulkTaker } from './bulk-taker.js';

const BY = { caller: { kind: 'operator', id: 'key' }, name: undefined, traceId: 'trace' } as const;
const ids = (count: number) => Array.from({ length: count }, (_, index) => `id-${index}`);

/** Each newsletter is changed, or fails as in `failures`; reading those in `unread` throws. */
async function takerOf(failures: Record<string, Error>, unread: Record<string, Error> = {}) {
  const [tried, logged]: [string[], object[]] = [[], []];
  const module = await Test.createTestingModule({
    providers: [
      BulkTaker,
      {
        provide: DeploymentReader,
        useValue: {
          byId: (id: string) => {
            if (unread[id]) throw unread[id];
            return { post: { title: 'A' }, site: 'daily', wanted: { sendAt: null } };
          },
        },
      },
      {
        provide: ActionTaker,
        useValue: {
          now: () => {
            if (unread['now']) throw unread['now'];
            return '2026-11-24T06:00:00Z';
          },
          take: (id: string) => {
            tried.push(id);
            if (failures[id]) throw failures[id];
            return ['Canceled.'];
          },
        },
      },
      { provide: LOG, useValue: { error: (fields: object) => logged.push(fields) } },
    ],
  }).compile();
  const taker = module.get(BulkTaker);
  const bulk = (count: number) =>
    taker.take({ action: { kind: 'cancel' }, ids: ids(count), isDryRun: false }, BY as never);
  return { bulk, tried, logged };
}

describe('a newsletter that fails among many', () => {
  it.each([
    ['the store did not respond', new StoreUnavailable(new Error('gone')), /not responding/],
    ['someone else changed it', new VersionConflict('id-1', 1), /Someone else changed/],
    ['an internal error', new TypeError('undefined is not a function'), /^An internal error/],
  ])('hides nothing of the others: %s', async (_what, error, words) => {
    const { bulk, logged } = await takerOf({ 'id-1': error });
    const { counts, results } = await bulk(3);
    expect(counts).toMatchObject({ done: 2, refused: 1 });
    expect(results[1]).toMatchObject({ outcome: 'refused', words: expect.stringMatching(words) });
    expect(logged).toHaveLength(error instanceof TypeError ? 1 : 0);
  });
});

describe('a store that is unavailable', () => {
  const away = (from: number, count: number) =>
    Object.fromEntries(
      ids(count)
        .slice(from)
        .map((id) => [id, new StoreUnavailable(new Error('gone'))]),
    );

  it('is not queried for each of the rest', async () => {
    const { bulk, tried } = await takerOf(away(3, 100));
    const { counts } = await bulk(100);
    expect(counts).toMatchObject({ done: 3, refused: 97 });
    expect(tried.length).toBeLessThan(20);
  });

  it('leaves in doubt what was in progress when it was lost, and nothing else', async () => {
    const lost = new StoreUnavailable(new Error('gone'), true);
    const { bulk } = await takerOf({ ...away(3, 100), 'id-5': lost });
    const { results } = await bulk(100);
    const inDoubt = results.filter(({ words }) => /is not known/.test(words));
    expect(inDoubt.map(({ deploymentId }) => deploymentId)).toEqual(['id-5']);
  });

  it('is reported as in doubt if nothing was decided', async () => {
    const lost = new StoreUnavailable(new Error('gone'), true);
    const { bulk } = await takerOf({ ...away(0, 20), 'id-5': lost });
    await expect(bulk(20)).rejects.toBe(lost);
  });

  it('does not leave those in doubt that were not tried', async () => {
    const lost = new StoreUnavailable(new Error('gone'), true);
    const { bulk } = await takerOf({ 'id-3': lost });
    const { results } = await bulk(20);
    expect(results[3]?.words).toContain('is not known');
    expect(results[19]?.words).toContain('nothing was stored');
  });

  it.each(['now', 'id-0'])(
    'stored nothing where it was lost before the change: %s',
    async (what) => {
      const lost = new StoreUnavailable(new Error('gone'), true);
      const { bulk, tried } = await takerOf({}, { [what]: lost });
      await expect(bulk(1)).rejects.toMatchObject({ isInDoubt: false, cause: lost.cause });
      expect(tried).toEqual([]);
    },
  );

  it('is the response if nothing was decided', async () => {
    const { bulk } = await takerOf(away(0, 20));
    await expect(bulk(20)).rejects.toThrow(StoreUnavailable);
  });
});
