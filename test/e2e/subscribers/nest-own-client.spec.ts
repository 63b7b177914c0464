import { Controller, type INestMicroservice } from '@nestjs/common';
import {
  Ctx,
  EventPattern,
  type MicroserviceOptions,
  Payload,
  RmqContext,
  Transport,
} from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { type Channel, type Message, connect } from 'amqplib';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { type NewsletterEvent, nameOf } from '../../../packages/newsletter-events/src/index.js';
import { addressOf, permittedUser } from '../../setup/docs/permitted-user.js';
import { Management } from '../../setup/management.js';
import { useStage } from './stage.testing.js';

const DEADLINE = { timeout: 180_000, interval: 20 };
const NAME = 'deployment.content-changed';

const stage = useStage();
let app: INestMicroservice | undefined;
const handled: string[] = [];

@Controller()
class Newsletters {
  @EventPattern<string>(NAME)
  changed(@Payload() { id }: NewsletterEvent, @Ctx() context: RmqContext): void {
    handled.push(id);
    (context.getChannelRef() as Channel).ack(context.getMessage() as Message);
  }
}

afterEach(() => app?.close());

describe("Nest's own client for RabbitMQ", { timeout: 240_000 }, () => {
  it('handles events from a queue that exists, with a deserializer that names the pattern', async () => {
    const { url: own, managementUrl } = inject('rabbitmq');
    const { prefix, service } = stage;
    const management = managementUrl ? new Management(managementUrl) : undefined;
    const user = await (management && permittedUser(management, { service, prefix }));
    const url = user ? addressOf(own, user) : own;
    const queue = `${service}.newsletters`;
    const model = await connect(url);
    const channel = await model.createChannel();
    await channel.assertQueue(queue);
    await channel.bindQueue(queue, `${prefix}.events`, NAME);
    const module = await Test.createTestingModule({ controllers: [Newsletters] }).compile();
    const deserialize = (event: NewsletterEvent) => ({ pattern: nameOf(event), data: event });
    app = module.createNestMicroservice<MicroserviceOptions>({
      transport: Transport.RMQ,
      options: { urls: [url], queue, noAssert: true, noAck: false, deserializer: { deserialize } },
      logger: false,
    });
    await app.listen();
    await stage.save(10);
    const wanted = (await stage.events()).filter((event) => nameOf(event) === NAME);
    await vi.waitFor(() => expect(handled).toEqual(wanted.map(({ id }) => id)), DEADLINE);
    await app.close();
    // Acknowledged: closing requeued nothing.
    expect((await channel.deleteQueue(queue)).messageCount).toBe(0);
    await model.close();
    if (user) await management?.delete(`/api/users/${user[0]}`);
  });
});
