import { randomUUID } from 'node:crypto';
import { AlreadyReceived, FeedEpoch, Receipts } from '#event-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METADATA, type World, newsletters, openWorld, synced } from './newsletter.testing.js';

let world: World;
let receipts: Receipts;

beforeAll(async () => {
  world = await openWorld();
  receipts = world.get(Receipts);
});

afterAll(() => world?.close());

const receiptOf = (webhookId: string, site = 'daily') => ({
  site,
  webhookId,
  bodyHash: 'b'.repeat(64),
  statusCode: 202,
  answer: { status: 'requested' },
});

/** Accepts a webhook as the gateway does: the receipt and its effects, in one transaction. */
function take(id: string, webhookId: string, site?: string) {
  return world.store.change(newsletters(), id, () => [synced], {
    metadata: METADATA,
    alongside: () => ({ receipt: receiptOf(webhookId, site) }),
  });
}

const kept = (site: string, webhookId: string) => receipts.find(site, webhookId);

describe('a new webhook', () => {
  it("gets a response with the store's current epoch", async () => {
    const { epoch } = await world.get(FeedEpoch).read();
    const { epoch: epoch2 } = await take(randomUUID(), randomUUID());
    expect(epoch2).toBe(epoch);
  });
});

describe('a webhook that was accepted', () => {
  it('is found with its response', async () => {
    const webhookId = randomUUID();
    expect(await kept('daily', webhookId)).toBeUndefined();
    await take(randomUUID(), webhookId);
    expect(await kept('daily', webhookId)).toEqual(receiptOf(webhookId));
    expect(await kept('weekly', webhookId)).toBeUndefined();
  });

  it('is not accepted again, and does nothing twice', async () => {
    const [id, webhookId] = [randomUUID(), randomUUID()];
    await take(id, webhookId);
    await expect(take(id, webhookId)).rejects.toThrow(AlreadyReceived);
    expect((await world.store.read({ category: 'deployment', id })).version).toBe(1);
  });

  it('is accepted once when it arrives five times at the same moment', async () => {
    const [id, webhookId] = [randomUUID(), randomUUID()];
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => take(id, webhookId)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const reasons = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(reasons.every((reason) => reason instanceof AlreadyReceived)).toBe(true);
    expect((await world.store.read({ category: 'deployment', id })).version).toBe(1);
  });

  it("is independent of another site's", async () => {
    const webhookId = randomUUID();
    await take(randomUUID(), webhookId);
    await take(randomUUID(), webhookId, 'weekly');
    expect(await kept('weekly', webhookId)).toMatchObject({ statusCode: 202 });
  });
});
