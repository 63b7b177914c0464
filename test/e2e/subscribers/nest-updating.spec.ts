import { Controller, type Type } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type NewsletterEvent, nameOf } from '../../../packages/newsletter-events/src/index.js';
import {
  NewsletterEventContext,
  type NewsletterEventsOptions,
} from '../../../packages/newsletter-events/src/nest/index.js';
import { RETRY_MS, useNestApps } from './nest-apps.testing.js';
import { useStage } from './stage.testing.js';

const DEADLINE = { timeout: 30_000, interval: 20 };
/** Time enough for the new release to start. */
const WAIT_MS = 10_000;

type Release = { type: Type; options?: Partial<NewsletterEventsOptions> };

const stage = useStage();
const apps = useNestApps(stage);
const handled: { id: string; attempt: number }[] = [];
const note = ({ id }: NewsletterEvent, { attempt }: NewsletterEventContext) =>
  void handled.push({ id, attempt });

@Controller()
class Changes {
  @EventPattern<string>('deployment.content-changed')
  changed(@Payload() event: NewsletterEvent, @Ctx() context: NewsletterEventContext): void {
    note(event, context);
  }
}

@Controller()
class Everything {
  @EventPattern<string>('#')
  all(@Payload() event: NewsletterEvent, @Ctx() context: NewsletterEventContext): void {
    note(event, context);
  }
}

beforeEach(() => void handled.splice(0));

const start = ({ type, options = {} }: Release, retryDelaysMs: number[]) =>
  apps.start(type, { ...options, retryDelaysMs });
const ids = () => handled.map(({ id }) => id).toSorted();

/** Both releases have been running: the queue is bound for the newer one. */
async function bindFor(release: Release, retryDelaysMs: number[]): Promise<void> {
  const { app } = await start(release, retryDelaysMs);
  await apps.stop(app);
}

describe('an update, while an application of the old release still runs', () => {
  it.each<[string, Release, Release]>([
    ['adds a handler', { type: Changes }, { type: Everything }],
    [
      'adds a site',
      { type: Everything, options: { sites: ['weekly'] } },
      { type: Everything, options: { sites: ['daily', 'weekly'] } },
    ],
  ])('that %s loses nothing to it', async (_what, old, next) => {
    await bindFor(next, [WAIT_MS]);
    const { app } = await start(old, [WAIT_MS]);
    await stage.save(1);
    await vi.waitFor(async () => {
      const waiting = await apps.count(`.retry.${WAIT_MS}ms`);
      expect(waiting).toBeGreaterThan(0);
      expect(waiting + handled.length).toBe((await stage.feed()).length);
    }, DEADLINE);
    const early = handled.length;
    await apps.stop(app);
    await start(next, [WAIT_MS]);
    await vi.waitFor(async () => {
      expect(ids()).toEqual((await stage.feed()).toSorted());
    }, DEADLINE);
    expect(new Set(handled.slice(early).map(({ attempt }) => attempt))).toEqual(new Set([2]));
    expect(apps.troubles).toEqual([]);
  });
});

describe('events of an older binding without a handler', () => {
  it('are dropped after their waits, reported once, and delay nothing', async () => {
    await bindFor({ type: Everything }, [RETRY_MS]);
    await start({ type: Changes }, [RETRY_MS]);
    await stage.save(5);
    const all = await stage.events();
    const isChange = (event: { type: string }) => nameOf(event) === 'deployment.content-changed';
    const others = new Set(all.filter((event) => !isChange(event)).map(nameOf));
    await vi.waitFor(async () => {
      expect(ids()).toEqual(
        all
          .filter(isChange)
          .map(({ id }) => id)
          .toSorted(),
      );
      const left = ['', `.retry.${RETRY_MS}ms`, '.parked'].map((name) => apps.count(name));
      expect(await Promise.all(left)).toEqual([0, 0, 0]);
      expect(apps.troubles).toHaveLength(others.size);
    }, DEADLINE);
    expect(new Set(apps.troubles.map((words) => words.split(':')[0]))).toEqual(others);
  });
});
