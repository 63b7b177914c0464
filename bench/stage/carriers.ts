import { Newsroom } from '../load/newsroom.js';
import type { Bench, Opened } from './bench.js';
import { NO_DELAYS } from './delays.js';
import { startProduct } from './product.js';
import { openSandbox } from './sandbox.js';
import { writeSites } from './sites.js';

/** Everything that carries newsletters over RabbitMQ without waiting: sandbox, gateway, deployer, and editors. */
export async function startCarriers(bench: Bench, own: Opened, databaseUrl: string) {
  const sandbox = await openSandbox(own);
  const env = {
    DATABASE_URL: databaseUrl,
    RABBITMQ_URL: (await bench.broker()).url,
    RABBITMQ_PREFIX: new URL(databaseUrl).pathname.slice(1),
    ...(await writeSites(await own.folder(), { sandboxUrl: sandbox.url })),
    ...NO_DELAYS,
    WATCH_SECONDS: '5',
  };
  const gateway = await own.add(startProduct('gateway', env));
  const deployer = await own.add(startProduct('deployer', env));
  const newsroom = await own.add(Newsroom.open(databaseUrl, gateway.url));
  return { sandbox, gateway, deployer, newsroom };
}
