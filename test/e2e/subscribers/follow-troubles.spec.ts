import { readdir, writeFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { EventStore, FeedEpoch } from '#event-store';
import {
  type FollowOptions,
  type Progress,
  Refused,
  fileCheckpoint,
} from '../../../packages/newsletter-events/src/index.js';
import { setOperatorKeys } from '../gateway/subscribers.testing.js';
import { useFollowers } from './followers.testing.js';
import { ALL_SITES, DAILY_ONLY, useStage } from './stage.testing.js';

const DEADLINE = { timeout: 30_000, interval: 20 };

const stage = useStage();
const { inFolder, file, start, untilEqual } = useFollowers(stage);

describe('a checkpoint in a file', () => {
  it('belongs to one follower: another one is refused, and neither gets half a file', async () => {
    const one = start();
    await stage.save(1);
    await untilEqual(one.ids);
    const other = start();
    await stage.save(3);
    await expect(Promise.race([one.done, other.done])).rejects.toThrow(/written by another one/);
    for (const { stop } of [one, other]) stop();
    await Promise.allSettled([one.done, other.done]);
    expect(await fileCheckpoint(file()).load()).toBeDefined();
    expect(await readdir(inFolder())).toEqual(['checkpoint.json']);
  });

  it('in a folder that is missing is refused before the first event', async () => {
    await stage.save(1);
    const one = start({ checkpoint: fileCheckpoint(inFolder('none', 'checkpoint.json')) });
    await expect(one.done).rejects.toThrow(/Create the folder/);
    expect(one.ids).toEqual([]);
  });

  it.each(['', '{"epoch":"a","aft', '[]', 'null', '{"epoch":1,"after":"2","seen":[]}'])(
    'that contains %j is refused with the cure',
    async (text) => {
      await writeFile(file(), text);
      await expect(start().done).rejects.toThrow(/is not a checkpoint. Delete it/);
    },
  );
});

describe('a key', () => {
  it('that now has all sites continues where it was', async () => {
    await stage.save(2);
    const all: string[] = [];
    const onEvent = ({ id }: { id: string }) => void all.push(id);
    const onNewEpoch = vi.fn<NonNullable<FollowOptions['onNewEpoch']>>();
    const limited = start({ key: DAILY_ONLY, onEvent, onNewEpoch });
    await untilEqual(all, DAILY_ONLY);
    limited.stop();
    await limited.done;
    await stage.save(2, 'weekly');
    start({ onEvent, onNewEpoch });
    await untilEqual(all);
    expect(onNewEpoch).not.toHaveBeenCalled();
  });
});

describe('what happens from now on', () => {
  it.each([ALL_SITES, DAILY_ONLY])(
    'begins at once, however much there was, for %s',
    async (key) => {
      await stage.save(150);
      const before = await stage.feed(key);
      const seen: string[] = [];
      const asked = vi.spyOn(globalThis, 'fetch');
      const checkpoint = {
        load: async () => undefined,
        // The first save says where now is.
        save: async ({ seen: ids }: Progress) => void (ids.length === 0 && seen.push('saved')),
      };
      const { ids } = start({ from: 'now', checkpoint, key });
      await vi.waitFor(() => expect(seen).toEqual(['saved']), DEADLINE);
      const urls = asked.mock.calls.map(([url]) => String(url as URL));
      asked.mockRestore();
      expect(urls.filter((url) => url.includes(`after=end`))).toHaveLength(1);
      await stage.save(1);
      await vi.waitFor(async () => {
        expect(ids.length).toBeGreaterThan(0);
        expect([...before, ...ids]).toEqual(await stage.feed(key));
      }, DEADLINE);
    },
  );
});

describe('a new epoch', () => {
  it('is reported after the next start if it was stopped before that', async () => {
    await stage.save(1);
    const first = start();
    await untilEqual(first.ids);
    first.stop();
    await first.done;
    const { dataSource } = stage.gateway.app.get(EventStore);
    const { epoch } = await new FeedEpoch(dataSource).begin(0);
    const ask = globalThis.fetch;
    const stopped = new AbortController();
    // It is stopped right after it has learned of the epoch.
    const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (...args) => {
      const response = await ask(...args);
      if (!String(args[0] as URL).includes('epoch=')) {
        const body: unknown = await response.json();
        vi.spyOn(response, 'json').mockImplementation(async () => {
          stopped.abort();
          return body;
        });
      }
      return response;
    });
    const troubles: string[] = [];
    const onNewEpoch: FollowOptions['onNewEpoch'] = (change) => void troubles.push(change.epoch);
    await start({ onNewEpoch, signal: stopped.signal }).done;
    spy.mockRestore();
    expect(stopped.signal.aborted).toBe(true);
    start({ onNewEpoch });
    await vi.waitFor(() => expect(troubles).toEqual([epoch]), DEADLINE);
  });
});

describe('a key that is removed between two pages', () => {
  it('ends it, and what was handled is kept', async () => {
    await stage.save(1);
    const one = start({ onEvent: () => setOperatorKeys(stage.gateway, []) });
    await expect(one.done).rejects.toThrow(/key is unknown or has expired/);
    expect(await fileCheckpoint(file()).load()).toBeDefined();
  });
});

describe('what cannot be followed', () => {
  it('is a type that does not exist', async () => {
    await expect(start({ types: ['deployment.schedule' as never] }).done).rejects.toThrow(Refused);
  });
});
