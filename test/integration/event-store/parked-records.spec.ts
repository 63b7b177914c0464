import { type ParkedCopy, ParkedRecords } from '#event-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type World, openWorld } from './newsletter.testing.js';

let world: World;
let parked: ParkedRecords;

beforeEach(async () => {
  world = await openWorld();
  parked = world.get(ParkedRecords);
});

afterEach(() => world?.close());

const copy = (messageId: string, more: Partial<ParkedCopy> = {}): ParkedCopy => ({
  messageId,
  cause: 'rejected',
  reason: 'Failed 5 times',
  routingKey: 'step.due',
  sourceQueue: 'newsletter.deployer',
  deploymentId: null,
  sentAt: '2030-01-01T12:00:00.000Z',
  body: { n: 1 },
  ...more,
});

const waiting = async () => (await parked.list(10)).map(({ messageId }) => messageId);

describe('what was parked at the broker', () => {
  it('is listed as it was found, the oldest first', async () => {
    await parked.record(copy('a'));
    await parked.record(copy('b', { sentAt: null, sourceQueue: null, body: 'no JSON' }));
    const [first, second] = await parked.list(10);
    expect(first).toEqual({
      ...copy('a'),
      parkedAt: expect.stringMatching(/Z$/),
      ended: null,
      endedAt: null,
    });
    expect(second).toMatchObject({
      messageId: 'b',
      sentAt: null,
      sourceQueue: null,
      body: 'no JSON',
    });
  });

  it('is kept once, however often it is copied', async () => {
    await parked.record(copy('a'));
    await parked.record(copy('a'));
    expect(await waiting()).toEqual(['a']);
  });

  it('is kept whatever bytes it contains', async () => {
    await parked.record(copy('a', { body: { odd: 'a\0b' }, routingKey: 'c\0d', reason: 'e\0' }));
    expect(await waiting()).toEqual(['a']);
  });

  it('is kept with half of a surrogate pair, and its backslashes as they are', async () => {
    const body = { odd: 'a\ud83d', '\udc4bname': [String.raw`\u0000`, '👋'] };
    await parked.record(copy('a', { body, reason: 'e\ud83d' }));
    expect(await parked.find('a')).toMatchObject({
      body: { odd: 'a\uFFFD', '\uFFFDname': [String.raw`\u0000`, '👋'] },
      reason: 'e\uFFFD',
    });
  });

  it.each(['redriven', 'discarded'] as const)('is %s by one of two people', async (how) => {
    await parked.record(copy('a'));
    const both = await Promise.all([parked.end('a', how), parked.end('a', how)]);
    expect(both.toSorted()).toEqual([false, true]);
    expect(await waiting()).toEqual([]);
    expect(await parked.find('a')).toMatchObject({ ended: how });
  });

  it('waits again when it is parked again', async () => {
    await parked.record(copy('a'));
    await parked.end('a', 'redriven');
    await parked.record(copy('a', { reason: 'Failed again' }));
    expect(await parked.list(10)).toMatchObject([
      { messageId: 'a', reason: 'Failed again', ended: null },
    ]);
  });

  it('that never existed is not found and not ended', async () => {
    expect(await parked.find('x')).toBeUndefined();
    expect(await parked.end('x', 'discarded')).toBe(false);
  });
});
