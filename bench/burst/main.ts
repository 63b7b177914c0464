import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { postEvent } from '../../apps/gateway/src/example/post-event.js';
import { startPostgres } from '../../apps/standalone/src/postgres/start-postgres.js';
import { startGatewayProcess } from '../../test/setup/gateway-process.js';
import { SECRETS } from '../../test/setup/test-sites.js';
import { type Outcome, burst } from './burst.js';
import { watchMemory } from './memory.js';
import { bareInserts, countStored } from './store.js';

const COUNT = 10_000;
const CONNECTIONS = 50;
/** Not measured: the first ones pay for compiling. */
const WARM_UP = 1_000;
/** A gateway needs the address of a broker, and no broker, to take events. */
const NO_BROKER = 'amqp://127.0.0.1:1';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** A gateway takes the whole burst; what it accepts must be in the store. */
async function take(databaseUrl: string, settings: Record<string, string>): Promise<Outcome> {
  const gateway = await startGatewayProcess({
    databaseUrl,
    rabbitmqUrl: NO_BROKER,
    settings: { LOG_LEVEL: 'warn', ...settings },
  });
  const how = { url: gateway.url, secret: SECRETS.daily, connections: CONNECTIONS };
  try {
    await burst({ ...how, count: settings['EVENTS_PER_MINUTE'] === '0' ? WARM_UP : 0 });
    const memory = watchMemory(gateway.pid);
    const outcome = await burst({ ...how, count: COUNT });
    const { accepted, seconds, byStatus, latencies } = outcome;
    const stored = await countStored(databaseUrl, accepted);
    const at = (share: number) => Math.round(latencies[Math.floor(latencies.length * share)] ?? 0);
    say(`  answers            ${[...byStatus].map(([status, n]) => `${status}: ${n}`).join(', ')}`);
    say(
      `  accepted           ${accepted.length}; kept ${stored.receipts}, events ${stored.events}`,
    );
    say(`  a second           ${Math.round(COUNT / seconds)}`);
    say(`  until the answer   p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(0.9999)} ms`);
    say(`  memory, quarters   ${memory.quarters().join(', ')} MB`);
    return outcome;
  } finally {
    await gateway.stop();
  }
}

/** In a database of its own, which goes again. */
async function within(serverUrl: string, run: (databaseUrl: string) => Promise<void>) {
  const name = `bench_${randomBytes(4).toString('hex')}`;
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  try {
    await client.query(`CREATE DATABASE ${name}`);
    await run(url.href);
  } finally {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.end();
  }
}

async function measure(serverUrl: string): Promise<void> {
  const bytes = Buffer.byteLength(JSON.stringify(postEvent()));
  say(`${COUNT} events of ${bytes} bytes from ${CONNECTIONS} connections, without limit:`);
  await within(serverUrl, async (databaseUrl) => {
    // Half before and half after: other work on the machine slows both alike.
    const half = { count: COUNT / 2, bytes };
    const before = await bareInserts(databaseUrl, half);
    const { seconds } = await take(databaseUrl, { EVENTS_PER_MINUTE: '0' });
    const bareSeconds = before + (await bareInserts(databaseUrl, half));
    say(`  bare INSERTs       ${Math.round(COUNT / bareSeconds)} a second`);
    say(`  ratio              ${(bareSeconds / seconds).toFixed(2)} of bare INSERTs`);
  });
  say('The same with the limit of events a minute as it is by default:');
  await within(serverUrl, async (databaseUrl) => void (await take(databaseUrl, {})));
}

async function main(): Promise<void> {
  const given = process.env['DATABASE_URL']?.trim();
  if (given) return measure(given);
  const dataDir = await mkdtemp(join(tmpdir(), 'newsletter-bench-'));
  const server = await startPostgres({ dataDir });
  try {
    await measure(server.url);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

await main();
