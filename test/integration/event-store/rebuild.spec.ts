import { randomUUID } from 'node:crypto';
import { brandProjection, deploymentProjection, evolveAll } from '#deployment';
import type { DeploymentEvent, Recorded } from '#events';
import { type EventStore, openEventStore, rebuildProjections } from '#event-store';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moves } from '../../../libs/deployment/spec/moves.testing.js';
import { given } from '../../../libs/deployment/spec/scenario.testing.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';

const STORIES = 40;
const SERVICE = { actor: { kind: 'service' as const } };
const projection = deploymentProjection();
const projections = [projection, brandProjection];

let database: TestDatabase;
let opened: Awaited<ReturnType<typeof openEventStore>>;

beforeAll(async () => {
  database = await createTestDatabase();
  opened = await openEventStore({ databaseUrl: database.url });
});

afterAll(async () => {
  await opened.close();
  await database.drop();
});

/** Appends a random story in the order of its commands, each with the resulting row. */
async function record(store: EventStore, events: readonly Recorded<DeploymentEvent>[]) {
  const stream = { category: 'deployment' as const, id: randomUUID() };
  let from = 0;
  while (from < events.length) {
    const at = events[from]?.at ?? '';
    const later = events.findIndex((event, index) => index > from && event.at !== at);
    const to = later < 0 ? events.length : later;
    const row = projection.row(evolveAll(undefined, events.slice(0, to)));
    const facts = events.slice(from, to).map(({ type, data }) => ({ type, data }));
    await store.append({ stream, expectedVersion: from, facts, at, metadata: SERVICE, row });
    from = to;
  }
}

function randomStory(list: ((story: ReturnType<typeof given>) => unknown)[]) {
  const story = given();
  for (const move of list) move(story);
  return story.events;
}

/** Counts by brand and status: the stored and the actual ones. */
async function counts() {
  const sql = 'SELECT brand, status, count FROM deployment_count WHERE count <> 0 ORDER BY 1, 2';
  const counted = `SELECT brand, status, count(*)::int AS count FROM deployment_status
    GROUP BY 1, 2 ORDER BY 1, 2`;
  const [kept, real] = [await opened.dataSource.query(sql), await opened.dataSource.query(counted)];
  return { kept: kept as unknown[], real: real as unknown[] };
}

async function expectCounted() {
  const { kept, real } = await counts();
  expect(kept.length).toBeGreaterThan(0);
  expect(kept).toEqual(real);
}

const rows = () => opened.dataSource.query('SELECT * FROM deployment_status ORDER BY 1');

describe('a rebuild after random histories', () => {
  it('gives the same status, row for row', async () => {
    const stories = fc.sample(fc.array(moves, { minLength: 5, maxLength: 60 }), STORIES);
    for (const story of stories) await record(opened.store, randomStory(story));
    const before = await rows();
    expect(before).toHaveLength(
      stories.map((story) => randomStory(story)).filter((events) => events.length > 0).length,
    );
    await expectCounted();
    await rebuildProjections(opened.dataSource, projections);
    expect(await rows()).toEqual(before);
    await expectCounted();
  });

  it('corrects wrong rows', async () => {
    const before = await rows();
    await opened.dataSource.query("UPDATE deployment_status SET status = 'nonsense', body = '{}'");
    await expectCounted();
    await rebuildProjections(opened.dataSource, projections);
    expect(await rows()).toEqual(before);
    await expectCounted();
  });

  it('loses nothing that is appended in between', async () => {
    let isRebuilding = true;
    const writer = async () => {
      while (isRebuilding) await record(opened.store, given().saved().through('content').events);
    };
    const writing = [writer(), writer(), writer()];
    for (let n = 0; n < 3; n += 1) await rebuildProjections(opened.dataSource, projections);
    isRebuilding = false;
    await Promise.all(writing);
    await expectCounted();
    const live = await rows();
    await rebuildProjections(opened.dataSource, projections);
    expect(await rows()).toEqual(live);
    const [streams] = await opened.dataSource.query(
      "SELECT count(DISTINCT stream_id)::int AS count FROM event WHERE category = 'deployment'",
    );
    expect(live).toHaveLength(streams.count);
  });
});
