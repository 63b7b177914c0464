import { Controller, type INestMicroservice } from '@nestjs/common';
import { Ctx, EventPattern, type MicroserviceOptions, Payload } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import type { Channel } from 'amqplib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NewsletterEvent } from '../../../packages/newsletter-events/src/index.js';
import {
  NewsletterEventContext,
  NewsletterEventsStrategy,
  OriginalErrorFilter,
} from '../../../packages/newsletter-events/src/nest/index.js';
import { ALL_SITES, useStage } from './stage.testing.js';

const DEADLINE = { timeout: 60_000, interval: 20 };
const RETRIES_MS = [50, 100];

const stage = useStage();

/** A third party's controller. */
@Controller()
class Newsletters {
  static handled: { id: string; attempt: number; site: string }[] = [];
  static fails: (event: NewsletterEvent, attempt: number) => boolean = () => false;

  @EventPattern<string>('deployment.content-changed')
  changed(@Payload() event: NewsletterEvent, @Ctx() context: NewsletterEventContext): void {
    const { attempt } = context;
    if (Newsletters.fails(event, attempt)) throw new Error('The shelf is full');
    Newsletters.handled.push({ id: event.id, attempt, site: event.site });
  }
}

let app: INestMicroservice;
let channel: Channel;
const queue = () => `${stage.service}.newsletters`;

async function start(options: { sites?: string[] } = {}): Promise<void> {
  const module = await Test.createTestingModule({ controllers: [Newsletters] }).compile();
  const { url } = stage.rabbit;
  const strategy = new NewsletterEventsStrategy({
    url,
    service: stage.service,
    prefix: stage.prefix,
    retryDelaysMs: RETRIES_MS,
    onTrouble: () => undefined,
    ...options,
  });
  app = module.createNestMicroservice<MicroserviceOptions>({ strategy, logger: false });
  app.useGlobalFilters(new OriginalErrorFilter());
  await app.listen();
}

beforeEach(async () => {
  Newsletters.handled = [];
  Newsletters.fails = () => false;
  channel = await stage.rabbit.connection.openChannel();
});

afterEach(async () => {
  await app?.close();
  const names = ['', '.parked', ...RETRIES_MS.map((ms) => `.retry.${ms}ms`)];
  for (const name of names) await channel.deleteQueue(queue() + name);
  await channel.deleteExchange(`${queue()}.failed`);
});

const changes = async (): Promise<string[]> => {
  const url = new URL('/v1/events?limit=1000&type=deployment.content-changed', stage.http);
  const answer = await fetch(url, { headers: { authorization: `Bearer ${ALL_SITES}` } });
  return ((await answer.json()) as { events: NewsletterEvent[] }).events.map(({ id }) => id);
};
const handledIds = () => Newsletters.handled.map(({ id }) => id);

describe('a Nest application with the strategy', () => {
  it('handles the events of its pattern in order, also those from while it was stopped', async () => {
    await start();
    await stage.save(10);
    await vi.waitFor(async () => expect(handledIds()).toEqual(await changes()), DEADLINE);
    await app.close();
    await stage.save(5);
    await start();
    await vi.waitFor(async () => expect(handledIds()).toEqual(await changes()), DEADLINE);
  });

  it('retries a failed handler, later each time', async () => {
    const failing = new Set<string>();
    Newsletters.fails = ({ id }, attempt) => {
      if (failing.size === 0) failing.add(id);
      return failing.has(id) && attempt <= 2;
    };
    await start();
    await stage.save(5);
    await vi.waitFor(async () => {
      expect(handledIds().toSorted()).toEqual((await changes()).toSorted());
    }, DEADLINE);
    const again = Newsletters.handled.filter(({ attempt }) => attempt > 1);
    expect(again).toMatchObject([{ id: [...failing][0], attempt: 3 }]);
  });

  it('parks what failed every time, with the reason, and continues', async () => {
    let poison: string | undefined;
    Newsletters.fails = ({ id }) => id === (poison ??= id);
    await start();
    await stage.save(5);
    const parked = await vi.waitFor(async () => {
      const message = await channel.get(`${queue()}.parked`);
      if (!message) throw new Error('Nothing is parked');
      return message;
    }, DEADLINE);
    expect(parked.properties.headers?.['newsletter-error']).toBe('The shelf is full');
    expect(JSON.parse(parked.content.toString())).toMatchObject({ id: poison });
    await vi.waitFor(async () => {
      expect([String(poison), ...handledIds()].toSorted()).toEqual((await changes()).toSorted());
    }, DEADLINE);
  });

  it('binds its queue for some sites', async () => {
    await start({ sites: ['weekly'] });
    await stage.save(3);
    await stage.save(3, 'weekly');
    await vi.waitFor(() => expect(Newsletters.handled).toHaveLength(3), DEADLINE);
    expect(new Set(Newsletters.handled.map(({ site }) => site))).toEqual(new Set(['weekly']));
  });
});
