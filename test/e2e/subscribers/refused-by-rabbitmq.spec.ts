import { randomBytes } from 'node:crypto';
import { connect } from 'amqplib';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { NewsletterEventsStrategy } from '../../../packages/newsletter-events/src/nest/index.js';
import { addressOf, permittedUser } from '../../setup/docs/permitted-user.js';
import { Management } from '../../setup/management.js';

const DEADLINE = { timeout: 60_000, interval: 20 };

const service = `service-${randomBytes(4).toString('hex')}`;
let model: Awaited<ReturnType<typeof connect>>;

beforeEach(async () => {
  model = await connect(inject('rabbitmq').url);
});

afterEach(async () => {
  const channel = await model.createChannel();
  for (const name of ['', '.parked']) await channel.deleteQueue(`${service}.newsletters${name}`);
  await channel.deleteExchange(`${service}.newsletters.failed`);
  await model.close();
});

/** The strategy's first message. */
async function troubleOf(options: { url?: string; service?: string; prefix?: string }) {
  const troubles: string[] = [];
  const strategy = new NewsletterEventsStrategy({
    url: inject('rabbitmq').url,
    service,
    retryDelaysMs: [],
    onTrouble: ({ message }) => troubles.push(message),
    ...options,
  });
  strategy.addHandler('deployment.sent', () => Promise.resolve(), true);
  strategy.listen(() => undefined);
  await vi.waitFor(() => expect(troubles).not.toEqual([]), DEADLINE);
  await strategy.close();
  return troubles[0];
}

describe('what RabbitMQ refuses is reported with what to do', () => {
  it('a queue that something else has declared', async () => {
    const channel = await model.createChannel();
    await channel.assertQueue(`${service}.newsletters`);
    expect(await troubleOf({})).toMatch(/inequivalent arg.* delete it once it is empty, or use/);
  });

  it('exchanges of another installation', async () => {
    const troubles = await troubleOf({ prefix: `${service}-nothing` });
    expect(troubles).toMatch(/no exchange.* RABBITMQ_PREFIX/);
  });

  it('a virtual host that does not exist', async () => {
    const url = new URL(inject('rabbitmq').url);
    url.pathname = `/${service}`;
    expect(await troubleOf({ url: url.href })).toMatch(/last part of the URL is the virtual host/);
  });

  it('a wrong password', async () => {
    const url = new URL(inject('rabbitmq').url);
    url.username = service;
    expect(await troubleOf({ url: url.href })).toMatch(/Check user and password/);
  });

  it('names outside of the rights', async (context) => {
    const { url, managementUrl } = inject('rabbitmq');
    if (!managementUrl) return context.skip('It takes RABBITMQ_MANAGEMENT_URL.');
    const user = await permittedUser(new Management(managementUrl), { service, prefix: service });
    const troubles = await troubleOf({ url: addressOf(url, user), service: 'another' });
    expect(troubles).toMatch(/ACCESS_REFUSED.* begin as the rights of your user say/);
  });
});
