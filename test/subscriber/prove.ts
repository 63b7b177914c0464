import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { topologyOf } from '#messaging';
import { Closing } from '../crash/closing.js';
import { pause } from '../crash/scale.js';
import type { Broker } from '../setup/broker/broker.js';
import { dropTopology } from '../setup/broker/drop-topology.js';
import { startBroker } from '../setup/broker/start-broker.js';
import { openDatabase } from './database.js';
import type { Door } from './door.js';
import { openDoors } from './doors.js';
import { type Result, judge } from './judge.js';
import { Newsroom } from './newsroom.js';
import type { Options } from './options.js';
import { Product } from './product.js';

const POLL_INTERVAL_MS = 500;
const SCHEDULED_WITHIN_MS = 300_000;
const CAUGHT_UP_WITHIN_MS = 120_000;

type Say = (words: string) => void;

/** Everything: the product, the doors, and their faults. */
export async function prove(options: Options, say: Say): Promise<Result[]> {
  const closing = new Closing().onSignals();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'newsletter-doors-'));
    await closing.add(() => rm(folder, { recursive: true, force: true }));
    const databaseUrl = await openDatabase(closing);
    const { own, ...broker } = await openBroker(closing);
    const product = await Product.open({ databaseUrl, broker, folder, closing });
    const doors = await openDoors({ product, broker, folder, sleepMs: options.sleepMs });
    await closing.add(() => Promise.all(doors.map((door) => door.end('SIGKILL'))));
    for (const door of doors) door.start();
    say(`The product and ${doors.length} doors are up.`);
    const newsroom = new Newsroom(product);
    const strikes = strikesOf({ product, own, doors, say });
    await travel(newsroom, options.newsletters, strikes);
    return await settle(newsroom, doors, { count: options.newsletters, say });
  } finally {
    await closing.run();
  }
}

async function openBroker(closing: Closing) {
  const prefix = `doors-${randomBytes(4).toString('hex')}`;
  const given = process.env['RABBITMQ_URL']?.trim();
  if (given) {
    await closing.add(() => dropTopology(given, topologyOf({ prefix })));
    return { url: given, prefix, own: undefined };
  }
  const own = await startBroker();
  await closing.add(() => own.close());
  return { url: own.url, prefix, own };
}

type Struck = { product: Product; own: Broker | undefined; doors: readonly Door[]; say: Say };

function strikesOf({ product, own, doors, say }: Struck): (() => Promise<void>)[] {
  const gateway = async () => {
    say('The gateway is killed.');
    await product.restartGateway();
  };
  const broker = async () => {
    say('RabbitMQ is killed.');
    await own?.kill();
    await own?.start();
  };
  const subscribers = doors.map((door) => async () => {
    say(`The door "${door.name}" is killed.`);
    await door.restart();
  });
  return [gateway, ...(own ? [broker] : []), ...subscribers];
}

/** Newsletters are published one after the other; meanwhile there is one fault at a time. */
async function travel(
  newsroom: Newsroom,
  count: number,
  strikes: readonly (() => Promise<void>)[],
): Promise<void> {
  const publishing = (async () => {
    for (let post = 1; post <= count; post += 1) {
      await newsroom.publish(post);
      await pause(POLL_INTERVAL_MS);
    }
  })();
  for (const strike of strikes) {
    await pause(POLL_INTERVAL_MS * 2);
    await strike();
  }
  await publishing;
}

async function settle(
  newsroom: Newsroom,
  doors: readonly Door[],
  { count, say }: { count: number; say: Say },
): Promise<Result[]> {
  const scheduled = async () => {
    const types = (await newsroom.events())?.map(({ type }) => type) ?? [];
    return types.filter((type) => type === 'newsletter.deployment.scheduled.v1').length >= count;
  };
  if (!(await within(SCHEDULED_WITHIN_MS, scheduled))) say('Not all newsletters are scheduled.');
  const results = async () => {
    const store = (await newsroom.events()) ?? [];
    return doors.map(({ name, ledger }) => judge(name, ledger.lines(), store));
  };
  await within(CAUGHT_UP_WITHIN_MS, async () =>
    (await results()).every(({ missing, wrong }) => missing + wrong === 0),
  );
  return results();
}

async function within(limitMs: number, isDone: () => Promise<boolean>): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline) {
    if (await isDone()) return true;
    await pause(POLL_INTERVAL_MS);
  }
  return false;
}
