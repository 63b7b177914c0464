import { describe, expect, it, vi } from 'vitest';
import type { FollowOptions, Progress } from '../../packages/newsletter-events/src/index.js';
import { useFeedServer } from './feed-server.testing.js';

const DEADLINE = { timeout: 20_000, interval: 10 };

const server = useFeedServer();

/** A store whose transactions are committed as the spec decides. */
function follows(commit: (work: () => void) => void) {
  const kept: { progress?: Progress | undefined; ids: string[] } = { ids: [] };
  let loads = 0;
  const options: Partial<FollowOptions<(() => void)[]>> = {
    checkpoint: {
      load: async () => {
        loads += 1;
        return kept.progress && structuredClone(kept.progress);
      },
      save: async (progress, transaction = []) => {
        transaction.push(() => (kept.progress = progress));
      },
    },
    onEvent: async ({ id }, { save }) => {
      const transaction = [() => void kept.ids.push(id)];
      await save(transaction);
      commit(() => {
        for (const change of transaction) change();
      });
    },
  };
  server.follow(options as Partial<FollowOptions>);
  return { ids: kept.ids, loads: () => loads };
}

describe('an event that is saved in the transaction in which it is handled', () => {
  it.each(['one', 'two', 'three'])(
    'is not handled again if the response to its commit is lost (%s)',
    async (lost) => {
      server.hasEvents('one', 'two', 'three');
      let isLost = false;
      const { ids, loads } = follows((work) => {
        work();
        if (ids.at(-1) !== lost || isLost) return;
        isLost = true;
        throw new Error('Connection terminated unexpectedly');
      });
      await vi.waitFor(() => {
        expect(loads()).toBe(2);
        expect(ids).toEqual(['one', 'two', 'three']);
      }, DEADLINE);
    },
  );

  it('is handled again if the checkpoint is empty, as a column that is NULL', async () => {
    server.hasEvents('one');
    const ids: string[] = [];
    const troubles: string[] = [];
    server.follow({
      // As JavaScript passes it, whatever the types say.
      checkpoint: { load: async () => JSON.parse('null'), save: async () => undefined },
      onEvent: async ({ id }, { attempt, save }) => {
        await save();
        if (attempt === 1) throw new Error('Connection terminated unexpectedly');
        ids.push(id);
      },
      onTrouble: ({ error }) => troubles.push(error.message),
    });
    await vi.waitFor(() => expect(ids.length + troubles.length).toBeGreaterThan(1), DEADLINE);
    expect(troubles).toEqual(['Connection terminated unexpectedly']);
    expect(ids).toEqual(['one']);
  });

  it('is handled again if its commit failed', async () => {
    server.hasEvents('one', 'two');
    let failures = 1;
    const { ids, loads } = follows((work) => {
      failures -= 1;
      if (failures === 0) throw new Error('Connection terminated unexpectedly');
      work();
    });
    await vi.waitFor(() => expect(ids).toEqual(['one', 'two']), DEADLINE);
    expect(loads()).toBe(2);
  });
});
