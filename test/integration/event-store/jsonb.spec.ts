import { deploymentProjection, evolve } from '#deployment';
import type { DeploymentEvent, Recorded, WantedContent } from '#events';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moves } from '../../../libs/deployment/spec/moves.testing.js';
import { type Scenario, given } from '../../../libs/deployment/spec/scenario.testing.js';
import { METADATA, type World, newStream, openWorld } from './newsletter.testing.js';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

/** A story's events as PostgreSQL returns them, with their original times. */
async function throughJsonb({ events }: Scenario): Promise<Recorded<DeploymentEvent>[]> {
  const stream = newStream();
  const facts = events.map(({ type, data }) => ({ type, data }));
  await world.store.append({
    stream,
    expectedVersion: 0,
    facts,
    at: await world.store.now(),
    metadata: METADATA,
    row: deploymentProjection().row(events.reduce(evolve, undefined)),
  });
  const { events: stored } = await world.store.read(stream);
  return stored.map(({ type, data }, index) => {
    return { type, data, at: events[index]?.at } as Recorded<DeploymentEvent>;
  });
}

/** Continues with what the store returns, as the next request of any process does. */
async function reloaded(story: Scenario): Promise<Scenario> {
  story.state = (await throughJsonb(story)).reduce(evolve, undefined);
  return story;
}

describe('events that went through jsonb', () => {
  it('are deeply equal to what was stored, and fold to the same state', async () => {
    const list = fc.array(moves, { minLength: 5, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(list, async (acts) => {
        const story = given().saved();
        for (const act of acts) act(story);
        const stored = await throughJsonb(story);
        expect(stored).toEqual(story.events);
        expect(stored.reduce(evolve, undefined)).toEqual(story.state);
      }),
      { numRuns: 30 },
    );
  });

  it('fold to the state that was kept when they were appended', async () => {
    const projection = deploymentProjection();
    const list = fc.array(moves, { minLength: 5, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(list, fc.integer({ min: 1, max: 5 }), async (acts, size) => {
        const story = given().saved();
        for (const act of acts) act(story);
        const facts = story.events.map(({ type, data }) => ({ type, data }) as DeploymentEvent);
        const { id } = newStream();
        for (let from = 0; from < facts.length; from += size) {
          const some = facts.slice(from, from + size);
          await world.store.change(projection, id, () => some, { metadata: METADATA });
        }
        const kept = await world.store.load(projection, id);
        expect(kept.events).toEqual([]);
        const read = await world.store.load(projection, id, { isFresh: true });
        expect(kept.state).toStrictEqual(read.state);
      }),
      { numRuns: 30 },
    );
  });

  it('cause no new events for an equal save, with the same problems', async () => {
    const problems = [{ words: 'Choose an Omeda type.', field: 'deploymentType', code: 'type' }];
    const settings: Partial<WantedContent> = { problems, warnings: problems };
    const story = await reloaded(given().saved('a', { settings }));
    story.saved('a', { settings }).thenRecorded('PostReceived');
  });

  it('revive no failed step with an equal save', async () => {
    const settings = { warnings: [{ words: 'Shortened.', field: 'name', code: 'name' }] };
    const story = given().saved('a', { settings });
    story.runs('create', { kind: 'permanent', words: 'No owner.' });
    const again = await reloaded(story);
    again.saved('a', { settings }).thenRecorded('PostReceived').thenStatus('failed');
  });

  it('keep one in-doubt entry for one call, however often its response is lost', async () => {
    const lost = { kind: 'transient', words: 'No answer.', unclear: true } as const;
    const story = await reloaded(given().saved().through('audience').runs('await-audience'));
    story.runs('content', lost);
    const again = await reloaded(story);
    again.runs('content', lost);
    expect(again.deployment.inDoubt?.requests).toHaveLength(1);
  });
});
