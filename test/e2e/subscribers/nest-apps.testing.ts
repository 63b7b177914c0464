import type { INestMicroservice, Type } from '@nestjs/common';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import type { Channel } from 'amqplib';
import { afterEach, beforeEach } from 'vitest';
import {
  type NewsletterEventsOptions,
  NewsletterEventsStrategy,
  OriginalErrorFilter,
} from '../../../packages/newsletter-events/src/nest/index.js';
import type { useStage } from './stage.testing.js';

/** By default: when a handler is called again after it failed. */
export const RETRY_MS = 50;

/** Nest applications of one service. After each spec they stop, and what they declared is deleted. */
export function useNestApps(stage: ReturnType<typeof useStage>) {
  const apps = new Set<INestMicroservice>();
  const retries = new Set<number>();
  const troubles: string[] = [];
  let channel: Channel;
  const queue = () => `${stage.service}.newsletters`;

  beforeEach(async () => {
    troubles.splice(0);
    channel = await stage.rabbit.connection.openChannel();
  });

  afterEach(async () => {
    for (const app of apps) await stop(app);
    const waits = [...retries].map((ms) => `.retry.${ms}ms`);
    for (const name of ['', '.parked', ...waits]) await channel.deleteQueue(queue() + name);
    await channel.deleteExchange(`${queue()}.failed`);
  });

  async function stop(app: INestMicroservice): Promise<void> {
    apps.delete(app);
    await app.close();
  }

  async function start(type: Type, options: Partial<NewsletterEventsOptions> = {}) {
    const module = await Test.createTestingModule({ controllers: [type] }).compile();
    const { retryDelaysMs = [RETRY_MS] } = options;
    for (const ms of retryDelaysMs) retries.add(ms);
    const strategy = new NewsletterEventsStrategy({
      url: stage.rabbit.url,
      service: stage.service,
      prefix: stage.prefix,
      retryDelaysMs,
      onTrouble: ({ message }) => void troubles.push(message),
      ...options,
    });
    const app = module.createNestMicroservice<MicroserviceOptions>({ strategy, logger: false });
    app.useGlobalFilters(new OriginalErrorFilter());
    apps.add(app);
    await app.listen();
    return { app, strategy };
  }

  return {
    troubles,
    get channel() {
      return channel;
    },
    queue,
    start,
    stop,
    /** On its own channel: a check for a missing queue closes it. */
    count: async (name = ''): Promise<number> => {
      const own = await stage.rabbit.connection.openChannel();
      own.on('error', () => undefined);
      const { messageCount } = await own.checkQueue(queue() + name);
      await own.close();
      return messageCount;
    },
  };
}
