import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../setup/database.js';
import { Floor } from './floor.js';
import { type Post, posts } from './post.js';

const COUNT = 200;
const AT_A_TIME = 20;
/** A process dies each time so many more are scheduled. */
const DEATH_EVERY = 10;

let database: TestDatabase;
let floor: Floor;

beforeEach(async () => {
  database = await createTestDatabase();
  floor = await Floor.open({ databaseUrl: database.url, brokerUrl: inject('rabbitmq').url });
  const names = ['gateway', 'gateway', 'deployer', 'deployer', 'deployer'] as const;
  await Promise.all(names.map((name) => floor.start(name)));
});

afterEach(async () => {
  await floor?.close();
  await database?.drop();
});

async function deliverAll(all: readonly Post[]): Promise<void> {
  const waiting = [...all];
  const lane = async () => {
    for (let post = waiting.shift(); post; post = waiting.shift()) {
      await floor.deliver(post, 'post.published', `Words of ${post.id}.`);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
}

/** One after the other, and of the gateways every fifth: nobody dies before another is back. */
async function killInTurn(): Promise<number> {
  const scheduled = () => floor.effects('schedule').length;
  let deaths = 0;
  for (let next = DEATH_EVERY; next < COUNT; next = scheduled() + DEATH_EVERY) {
    await floor.until(`${next} are scheduled`, async () => scheduled() >= next);
    const [victim] = floor.running(deaths % 5 === 4 ? 'gateway' : 'deployer');
    if (victim) await floor.replace(victim);
    deaths += 1;
  }
  return deaths;
}

describe('two gateways and three deployers, one of which is SIGKILLed again and again', () => {
  it(`carry ${COUNT} newsletters to Omeda, each once`, async () => {
    const all = posts(COUNT);
    const [deaths] = await Promise.all([killInTurn(), deliverAll(all)]);
    await floor.untilAll(all, 'scheduled');
    expect(deaths).toBeGreaterThanOrEqual(3);
    const once = all.map(() => 1);
    for (const call of ['create', 'audience-add', 'schedule']) {
      expect({ [call]: floor.effects(call) }).toEqual({ [call]: once });
    }
  });
});
