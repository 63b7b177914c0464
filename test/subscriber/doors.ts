import { join } from 'node:path';
import { findPort } from '#process';
import { pythonWithPika } from '../setup/python-with-pika.js';
import { Door } from './door.js';
import { OPERATOR_KEY, type Product, SUBSCRIBER_KEY } from './product.js';

type Opening = {
  product: Product;
  broker: { url: string; prefix: string };
  folder: string;
  /** How long one of them sleeps. */
  sleepMs: number;
};

const PACKAGE = 'dist/test/subscriber/doors/package.js';
const NEST = 'dist/test/subscriber/doors/nest.js';
const WEBHOOK = 'dist/test/subscriber/doors/webhook.js';
const BARE = 'test/subscriber/doors/bare.py';

/** Each way in that docs/subscribing.md names. */
export async function openDoors({ product, broker, folder, sleepMs }: Opening): Promise<Door[]> {
  const http = { NEWSLETTER_URL: product.url, NEWSLETTER_KEY: SUBSCRIBER_KEY };
  const amqp = { RABBITMQ_URL: broker.url, RABBITMQ_PREFIX: broker.prefix };
  const node = process.execPath;
  const python = await pythonWithPika().catch(() => undefined);
  const door = (
    name: string,
    [command, ...args]: [string, ...string[]],
    env: Record<string, string>,
  ) => {
    const slug = name.replaceAll(' ', '-');
    const ledger = join(folder, `${slug}.jsonl`);
    return new Door({
      name,
      command,
      args,
      ledger,
      env: { ...env, SERVICE: `${broker.prefix}.${slug}` },
    });
  };
  return [
    door('package over AMQP', [node, PACKAGE], { ...http, ...amqp }),
    door('package over HTTP', [node, PACKAGE], {
      ...http,
      SLEEP_MS: String(sleepMs),
      RABBITMQ_URL: '',
    }),
    door('Nest strategy', [node, NEST], amqp),
    door('webhook', [node, WEBHOOK], await hookOf(product)),
    ...(python
      ? [door('bare AMQP in Python', [python.command, BARE], { ...python.env, ...http, ...amqp })]
      : []),
  ];
}

/** Subscribes its own address, and gives the door its id, with the secret. */
async function hookOf(product: Product): Promise<Record<string, string>> {
  const free = { port: 25_000, host: '127.0.0.1', isPortNamed: false, setting: 'HOOK_PORT' };
  const port = await findPort(free);
  const answer = await fetch(`${product.url}/v1/subscriptions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${OPERATOR_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url: `http://127.0.0.1:${port}/`, after: '0' }),
  });
  const { secret } = (await answer.json()) as { secret?: string };
  if (!secret) throw new Error(`The subscription was refused: ${answer.status}`);
  return { HOOK_PORT: String(port), HOOK_SECRET: secret };
}
