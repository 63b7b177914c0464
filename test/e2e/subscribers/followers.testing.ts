import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import {
  type FollowOptions,
  fileCheckpoint,
  follow,
} from '../../../packages/newsletter-events/src/index.js';
import { ALL_SITES, type useStage } from './stage.testing.js';

const DEADLINE = { timeout: 60_000, interval: 20 };

/** The followers of a stage; after each spec they stop, and their folder of checkpoints is deleted. */
export function useFollowers(stage: ReturnType<typeof useStage>) {
  const running: { stop: AbortController; done: Promise<void> }[] = [];
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'newsletter-follow-'));
  });

  afterEach(async () => {
    for (const { stop, done } of running.splice(0)) {
      stop.abort();
      await done.catch(() => undefined);
    }
    await rm(folder, { recursive: true, force: true });
  });

  /** A place in the folder. */
  const inFolder = (...names: string[]) => join(folder, ...names);
  const file = () => inFolder('checkpoint.json');

  /** What a subscriber has received, in order. */
  function start(options: Partial<FollowOptions> = {}) {
    const ids: string[] = [];
    const stop = new AbortController();
    const done = follow({
      http: stage.http,
      key: ALL_SITES,
      from: 'start',
      checkpoint: fileCheckpoint(file()),
      onEvent: ({ id }) => void ids.push(id),
      onTrouble: () => undefined,
      signal: stop.signal,
      ...options,
    });
    running.push({ stop, done });
    done.catch(() => undefined);
    return { ids, stop: () => stop.abort(), done };
  }

  const untilEqual = (ids: string[], key?: string) =>
    vi.waitFor(async () => expect(ids).toEqual(await stage.feed(key)), DEADLINE);

  return { inFolder, file, start, untilEqual };
}
