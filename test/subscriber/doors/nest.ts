import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, type MicroserviceOptions, Payload } from '@nestjs/microservices';
import type { NewsletterEvent } from '../../../packages/newsletter-events/src/index.js';
import {
  NewsletterEventsStrategy,
  OriginalErrorFilter,
} from '../../../packages/newsletter-events/src/nest/index.js';
import { Ledger } from '../ledger.js';

const {
  LEDGER = '',
  RABBITMQ_URL = '',
  RABBITMQ_PREFIX = 'newsletter',
  SERVICE = '',
} = process.env;
const FAILS_EACH = 10;

const ledger = new Ledger(LEDGER);
const known = new Set(ledger.lines().map(({ event }) => event.id));
let calls = 0;

/** A third party's handler that fails every tenth time. */
@Controller()
class Newsletters {
  @EventPattern<string>('deployment.*')
  handle(@Payload() event: NewsletterEvent): void {
    calls += 1;
    if (calls % FAILS_EACH === 0) throw new Error('Every tenth time');
    if (known.has(event.id)) return;
    ledger.write(event);
    known.add(event.id);
  }
}

@Module({ controllers: [Newsletters] })
class Service {}

const strategy = new NewsletterEventsStrategy({
  url: RABBITMQ_URL,
  service: SERVICE,
  prefix: RABBITMQ_PREFIX,
  retryDelaysMs: [200, 1_000, 5_000],
  onTrouble: () => undefined,
});
const app = await NestFactory.createMicroservice<MicroserviceOptions>(Service, {
  strategy,
  logger: false,
});
app.useGlobalFilters(new OriginalErrorFilter());
app.enableShutdownHooks();
await app.listen();
