import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NewsletterEvent } from '../../../packages/newsletter-events/src/index.js';
import {
  NewsletterEventContext,
  redriveParked,
} from '../../../packages/newsletter-events/src/nest/index.js';
import { type TcpProxy, openTcpProxy } from '../../setup/tcp-proxy.js';
import { RETRY_MS, useNestApps } from './nest-apps.testing.js';
import { useStage } from './stage.testing.js';

const DEADLINE = { timeout: 30_000, interval: 20 };

const stage = useStage();
const apps = useNestApps(stage);
const handled: { by: string; id: string; name: string; site: string }[] = [];
let fails = false;

function note(by: string, event: NewsletterEvent, { name }: NewsletterEventContext): void {
  if (fails) throw new Error('The shelf is full');
  handled.push({ by, id: event.id, name, site: event.site });
}

@Controller()
class Everything {
  @EventPattern<string>('#')
  all(@Payload() event: NewsletterEvent, @Ctx() context: NewsletterEventContext): void {
    note('#', event, context);
  }
}

@Controller()
class OneAndTheRest {
  @EventPattern<string>('*.requested')
  requested(@Payload() event: NewsletterEvent, @Ctx() context: NewsletterEventContext): void {
    note('*.requested', event, context);
  }

  @EventPattern<string>('deployment.#')
  rest(@Payload() event: NewsletterEvent, @Ctx() context: NewsletterEventContext): void {
    note('deployment.#', event, context);
  }
}

@Controller()
class Mistaken {
  @EventPattern<string>('deployment.schedule')
  none(): void {
    throw new Error('It is never called');
  }
}

beforeEach(() => {
  handled.splice(0);
  fails = false;
});

const ids = () => handled.map(({ id }) => id);
const untilAllHandled = () =>
  vi.waitFor(async () => {
    expect(ids().toSorted()).toEqual((await stage.feed()).toSorted());
  }, DEADLINE);

describe('a pattern of a Nest application', () => {
  it('with # gets every event', async () => {
    await apps.start(Everything);
    await stage.save(3);
    await untilAllHandled();
  });

  it('with wildcards gets the events that RabbitMQ delivers for it, the first one that fits', async () => {
    await apps.start(OneAndTheRest);
    await stage.save(3);
    await untilAllHandled();
    for (const { by, name } of handled) {
      expect(by).toBe(name === 'deployment.requested' ? '*.requested' : 'deployment.#');
    }
  });

  it('that no event has is reported', async () => {
    await apps.start(Mistaken);
    await vi.waitFor(() => {
      expect(apps.troubles).toEqual([expect.stringContaining("'deployment.schedule'")]);
    }, DEADLINE);
  });

  it('gets only the current sites, whatever the queue was bound for before', async () => {
    const { app } = await apps.start(Everything, { sites: ['daily', 'weekly'] });
    await stage.save(1, 'weekly');
    await untilAllHandled();
    await apps.stop(app);
    handled.splice(0);
    await apps.start(Everything, { sites: ['daily'] });
    await stage.save(2, 'weekly');
    await stage.save(2);
    const last = (await stage.feed()).at(-1);
    await vi.waitFor(() => expect(ids()).toContain(last), DEADLINE);
    expect(new Set(handled.map(({ site }) => site))).toEqual(new Set(['daily']));
  });
});

describe('an event that failed', () => {
  it.each(['.parked', `.retry.${RETRY_MS}ms`])('is not lost if %s is deleted', async (name) => {
    await apps.start(Everything);
    fails = true;
    await apps.channel.deleteQueue(apps.queue() + name);
    await stage.save(1);
    await vi.waitFor(() => expect(apps.troubles.join()).toContain('The shelf is full'), DEADLINE);
    await vi.waitFor(async () => {
      expect(await apps.count('.parked')).toBe((await stage.feed()).length);
    }, DEADLINE);
  });

  it('is handled again from where it is parked once a person wants that', async () => {
    await apps.start(Everything);
    fails = true;
    await stage.save(2);
    const { url } = stage.rabbit;
    await vi.waitFor(async () => {
      expect(await apps.count('.parked')).toBe((await stage.feed()).length);
    }, DEADLINE);
    fails = false;
    expect(await redriveParked({ url, service: stage.service })).toBe((await stage.feed()).length);
    await untilAllHandled();
    expect(await redriveParked({ url, service: stage.service })).toBe(0);
  });
});

describe('an application that stops', () => {
  let wire: TcpProxy;

  beforeEach(async () => {
    wire = await openTcpProxy(stage.rabbit.url);
  });
  afterEach(() => wire.close());

  it('does so also while RabbitMQ does not respond', async () => {
    const { app } = await apps.start(Everything, { url: wire.url });
    await stage.save(1);
    await untilAllHandled();
    wire.freeze();
    await apps.stop(app);
  }, 25_000);
});
