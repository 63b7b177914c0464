import { UnknownEventError, createCodec } from '#events';
import { EventStore } from '#event-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METADATA, type World, newStream, openWorld } from './newsletter.testing.js';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

/** Stores a fact as an older or newer release would have. */
async function stored(type: string, versions: Record<string, number>, data: unknown) {
  const stream = newStream();
  const release = new EventStore(world.dataSource, createCodec(versions, {}));
  const at = await release.now();
  const facts = [{ type, data }];
  await release.append({ stream, expectedVersion: 0, facts, at, metadata: METADATA });
  return stream;
}

describe('an event of a type that this release does not know', () => {
  it('is refused by name, in its stream and in the feed', async () => {
    const [last] = (await world.store.feed('0', 1000)).slice(-1);
    const stream = await stored('NewsletterPrinted', { NewsletterPrinted: 1 }, { pages: 4 });
    await expect(world.store.read(stream)).rejects.toThrow(UnknownEventError);
    await expect(world.store.read(stream)).rejects.toThrow(/'NewsletterPrinted' is unknown/);
    await expect(world.store.feed(last?.position ?? '0', 10)).rejects.toThrow(/NewsletterPrinted/);
  });

  it('is not stored', async () => {
    const at = await world.store.now();
    const facts = [{ type: 'NewsletterPrinted', data: {} }];
    const append = { stream: newStream(), expectedVersion: 0, facts, at, metadata: METADATA };
    await expect(world.store.append(append)).rejects.toThrow(UnknownEventError);
  });
});

describe('an event of an old shape', () => {
  const versions = { AudienceReady: 2 };
  const upcasters = {
    AudienceReady: {
      1: ({ count }: { count: number }) => ({ recipientCount: count }),
    },
  };

  it('is read in its present shape', async () => {
    const stream = await stored('AudienceReady', { AudienceReady: 1 }, { count: 7 });
    const present = new EventStore(world.dataSource, createCodec(versions, upcasters));
    const [event] = (await present.read(stream)).events;
    expect(event?.data).toEqual({ recipientCount: 7 });
  });

  it('is refused by name if nothing lifts it, and so is a newer one', async () => {
    const old = await stored('AudienceReady', { AudienceReady: 1 }, { count: 7 });
    const unable = new EventStore(world.dataSource, createCodec(versions, {}));
    await expect(unable.read(old)).rejects.toThrow(/'AudienceReady' of schema version 1/);
    const newer = await stored('AudienceReady', { AudienceReady: 3 }, {});
    await expect(unable.read(newer)).rejects.toThrow(/schema version 3.*newer release/);
  });
});
