import { join } from 'node:path';
import { pythonWithPika } from '../setup/python-with-pika.js';
import { Door } from './door.js';
import { type Product, SUBSCRIBER_KEY } from './product.js';

type Opening = {
  product: Product;
  broker: { url: string; prefix: string };
  folder: string;
  /** One of them sleeps so long. */
  sleepMs: number;
};

const PACKAGE = 'dist/test/subscriber/doors/package.js';
const NEST = 'dist/test/subscriber/doors/nest.js';
const BARE = 'test/subscriber/doors/bare.py';

/** Each way in that docs/subscribing.md names; the door for webhooks belongs here, too. */
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
    ...(python
      ? [door('bare AMQP in Python', [python.command, BARE], { ...python.env, ...http, ...amqp })]
      : []),
  ];
}
