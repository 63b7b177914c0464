import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { StatusDocument } from '#deployment';
import { type TestDatabase, createTestDatabase } from '../setup/database.js';
import { Floor } from './floor.js';
import { type Post, posts } from './post.js';

const COUNT = 200;
const AT_A_TIME = 20;
/** A process dies each time this many more are scheduled. */
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

/** A step that died with three deployers waits for a person: this one checks and resumes. */
async function resumeStalled(): Promise<void> {
  const answer = await floor.ask('/v1/deployments?held=true&limit=200');
  const { deployments } = (await answer.json()) as {
    deployments: (StatusDocument & { deploymentId: string })[];
  };
  for (const { deploymentId, held } of deployments) {
    if (held?.by !== 'stalled') continue;
    await floor.ask(`/v1/deployments/${deploymentId}/resume`, 'POST');
  }
}

/** Every fifth of them a gateway; until it is replaced, the others continue. */
async function killInTurn(): Promise<number> {
  const scheduled = () => floor.effects('schedule').length;
  const replaced: Promise<void>[] = [];
  for (let next = DEATH_EVERY; next < COUNT; next += DEATH_EVERY) {
    const kind = replaced.length % 5 === 4 ? 'gateway' : 'deployer';
    await floor.until(`${next} are scheduled, and there is one to spare`, async () => {
      await resumeStalled();
      return scheduled() >= next && floor.running(kind).length >= 2;
    });
    const [victim] = floor.running(kind);
    if (victim) replaced.push(floor.replace(victim));
  }
  await Promise.all(replaced);
  return replaced.length;
}

describe('two gateways and three deployers, one of which is SIGKILLed again and again', () => {
  it(`carry ${COUNT} newsletters to Omeda, each once`, async () => {
    const all = posts(COUNT);
    const [deaths] = await Promise.all([killInTurn(), deliverAll(all)]);
    await floor.until(`${COUNT} are scheduled`, async () => {
      await resumeStalled();
      return floor.effects('schedule').length >= COUNT;
    });
    await floor.untilAll(all, 'scheduled');
    expect(deaths).toBe(COUNT / DEATH_EVERY - 1);
    const once = all.map(() => 1);
    for (const call of ['create', 'audience-add', 'schedule']) {
      expect({ [call]: floor.effects(call) }).toEqual({ [call]: once });
    }
  });
});
