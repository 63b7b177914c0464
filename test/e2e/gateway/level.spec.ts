import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type PostState,
  deliveries,
  postStates,
} from '../../../libs/deployment/spec/post-acts.testing.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import {
  type Gateway,
  KEYS,
  ask,
  postEvent,
  send,
  signedEvent,
  startTestGateway,
} from './fixtures.js';

const MINUTE_MS = 60_000;
const STORIES_AT_ONCE = 10;
const ROUNDS = 100;

/** Early in a minute: what is rounded up to the minute does not depend on how long a request takes. */
const BEGINNING = new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS + 3_000).toISOString();

let database: TestDatabase;
let gateway: Gateway;
let lastPost = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({
    databaseUrl: database.url,
    guardRails: { eventsPerMinute: 0, requestsPerMinute: 0 },
  });
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

const stories = postStates(BEGINNING).chain((states) =>
  fc.record({ states: fc.constant(states), order: deliveries(states) }),
);

function eventOf(post: { id: number; uid: string }, state: PostState, sequence: number) {
  const { type, status, dateInMinutes, consent, hasType, text } = state;
  const date = dateInMinutes === null ? null : Date.parse(BEGINNING) + dateInMinutes * MINUTE_MS;
  const event = postEvent({
    type,
    sequence,
    post: {
      ...post,
      status,
      html: `<p>${text}</p>`,
      date: date === null ? null : new Date(date).toISOString(),
      consent,
    },
  } as never);
  return hasType ? event : { ...event, deploymentType: null };
}

/** Like any sender, retries the same event when the gateway is busy. */
async function taken(event: object): Promise<void> {
  const signed = signedEvent(gateway.url, event);
  let answer = await send(signed);
  while (answer.status === 503 || answer.status === 429) answer = await send(signed);
  expect(answer).toMatchObject({ status: 202 });
}

/** Sends these states of a new post and returns the gateway's result. */
async function sendStates(states: PostState[], order: number[]) {
  lastPost += 1;
  const post = { id: lastPost, uid: randomUUID() };
  for (const index of order) {
    const event = eventOf(post, states[index] as PostState, index + 1);
    await taken(event);
  }
  const path = `/v1/sites/daily/posts/${post.id}/deployment`;
  const { body } = await ask(gateway.url, path, { key: KEYS.operator });
  const { sendAt, sendAtBy } = body['wanted'] as Record<string, unknown>;
  const lastState = states.at(-1);
  const isGone = lastState?.status === 'trash' || lastState?.type === 'post.deleted';
  // A trashed one that is unknown is searched at Omeda first: until then it is withdrawn.
  const isSearchedFor = isGone && body['status'] === 'withdrawn';
  return { status: isSearchedFor ? 'cancelled' : body['status'], sendAt, sendAtBy };
}

describe('the gateway, whatever events are lost and in whatever order the others arrive', () => {
  it('knows of each post what its last state says', { timeout: 900_000 }, async () => {
    const some = fc.array(stories, { minLength: STORIES_AT_ONCE, maxLength: STORIES_AT_ONCE });
    await fc.assert(
      fc.asyncProperty(some, async (list) => {
        await Promise.all(
          list.map(async ({ states, order }) => {
            const last = states.length - 1;
            expect(await sendStates(states, order)).toEqual(await sendStates(states, [last]));
          }),
        );
      }),
      { numRuns: ROUNDS },
    );
  });
});
