import { randomUUID } from 'node:crypto';
import { deploymentProjection, evolveAll } from '#deployment';
import { Archive, EventStore } from '#event-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { given } from '../../../libs/deployment/spec/scenario.testing.js';
import { moveClock } from '../../setup/database.js';
import { FormerStore } from './former-store.testing.js';
import { METADATA } from './newsletter.testing.js';

const MIGRATION = 'Archive1797300000000';
const YEAR_MS = 365 * 24 * 60 * 60_000;
const ENDED = 5;

let store: FormerStore;
let before: unknown[];

const feed = () => new EventStore(store.source).feed('0', 1_000);

async function ended(): Promise<void> {
  const events = new EventStore(store.source);
  const { events: story } = given().saved().post('post.deleted', 'trash');
  await events.append({
    stream: { category: 'deployment', id: randomUUID() },
    expectedVersion: 0,
    facts: story.map(({ type, data }) => ({ type, data })),
    at: await events.now(),
    metadata: METADATA,
    row: deploymentProjection().row(evolveAll(undefined, story)),
  });
}

beforeAll(async () => {
  store = await FormerStore.before(MIGRATION);
  for (let n = 0; n < ENDED; n += 1) await ended();
  before = await feed();
  await store.upgradeByOne();
});

afterAll(() => store?.close());

describe('a store of the release before', () => {
  it('keeps its events, and can archive them', async () => {
    expect(await feed()).toEqual(before);
    await moveClock(store.database.url, YEAR_MS);
    expect(await new Archive(store.source).move(30)).toMatchObject({ newsletters: ENDED });
    expect(await feed()).toEqual(before);
  });

  it('has all of them in one table again after the way back, and refuses as it did', async () => {
    await store.source.undoLastMigration();
    expect(await feed()).toEqual(before);
    await expect(store.source.query('DELETE FROM event WHERE false')).rejects.toThrow(/refused/);
    await ended();
    expect(await feed()).toHaveLength((before.length / ENDED) * (ENDED + 1));
  });
});
