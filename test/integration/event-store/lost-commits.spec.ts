import { type EventStore, FeedEpoch, type Known, openEventStore } from '#event-store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PairNode, startPair } from '../../setup/postgres-pair.js';
import { execute } from '../../setup/postgres-server.js';
import { METADATA, due, newStream, newsletters, synced } from './newsletter.testing.js';

const DEADLINE = { timeout: 90_000, interval: 50 };

type Opened = Awaited<ReturnType<typeof openEventStore>>;

let primary: PairNode;
let standby: PairNode;
let opened: Opened[];

beforeEach(async () => {
  ({ primary, standby } = await startPair({ isSynchronous: false }));
  const servers = `127.0.0.1:${primary.port},127.0.0.1:${standby.port}`;
  const databaseUrl = `postgres://connector@${servers}/newsletters?target_session_attrs=read-write`;
  opened = [await openEventStore({ databaseUrl }), await openEventStore({ databaseUrl })];
});

afterEach(async () => {
  await Promise.all(opened.map((one) => one.close()));
  await primary.remove();
  await standby.remove();
});

const { id } = newStream();
const step = due(1, '2030-01-01T12:00:00.000Z');
type Fact = typeof synced | typeof step;

function append(store: EventStore, ...facts: Fact[]) {
  return store.change(newsletters(), id, () => facts, { metadata: METADATA });
}

/** Earlier appends are on the standby, and none from now on. */
async function cutStandby(): Promise<void> {
  await vi.waitFor(async () => {
    const sql = `SELECT 1 / count(*) FROM event WHERE stream_id = '${id}'`;
    await execute(standby.url, sql);
  }, DEADLINE);
  await standby.kill();
}

async function failOver(): Promise<void> {
  await primary.kill();
  await standby.start();
  await standby.promote();
}

describe('a standby that lags behind takes over', () => {
  it('each process notices what it had written or read, and forgets its results', async () => {
    const [one, other] = opened.map(({ store }) => store) as [EventStore, EventStore];
    const lost = opened.map(({ store }) => {
      const heard = vi.fn<(lost: Known) => void>();
      store.known.onLost(heard);
      return heard;
    });
    await append(one, synced, synced);
    await cutStandby();
    await append(one, synced);
    await append(one, synced);
    expect((await other.load(newsletters(), id)).state.wake).toBeUndefined();
    await failOver();
    // Another one is at the version and the position of what was lost.
    await vi.waitFor(() => append(one, synced, step), DEADLINE);
    const { state, version } = await vi.waitFor(() => other.load(newsletters(), id), DEADLINE);
    expect(state.wake?.dueId).toBe(1);
    expect(version).toBe(4);
    for (const heard of lost) {
      expect(heard).toHaveBeenCalledTimes(1);
      expect(heard).toHaveBeenCalledWith(expect.objectContaining({ position: 4 }));
    }
    await other.verify();
    expect(lost[1]).toHaveBeenCalledTimes(1);
  });

  it('records it once: an epoch that began later covers it', async () => {
    const [{ store, dataSource }] = opened as [Opened];
    const epochs = new FeedEpoch(dataSource);
    await append(store, synced);
    await cutStandby();
    const { events } = await append(store, synced);
    const heard = vi.fn<(lost: Known) => void>();
    store.known.onLost(heard);
    await failOver();
    await vi.waitFor(async () => {
      await store.verify();
      expect(heard).toHaveBeenCalled();
    }, DEADLINE);
    const [known] = heard.mock.calls[0]!;
    expect(known.id).toBe(events[0]?.id);
    const { epoch } = await epochs.read();
    await epochs.noticeLoss(known);
    expect((await epochs.read()).older).toMatchObject({ isLoss: true });
    const begun = await epochs.begin(0);
    expect(begun.epoch).not.toBe(epoch);
    await epochs.noticeLoss(known);
    expect(await epochs.read()).toEqual(begun);
  });

  it('nothing is noticed if nothing was lost', async () => {
    const [one, other] = opened.map(({ store }) => store) as [EventStore, EventStore];
    await append(one, synced, synced);
    await other.load(newsletters(), id);
    await cutStandby();
    const heard = vi.fn<(lost: Known) => void>();
    for (const store of [one, other]) store.known.onLost(heard);
    await failOver();
    await vi.waitFor(() => append(one, synced), DEADLINE);
    await other.verify();
    expect(heard).not.toHaveBeenCalled();
  });
});
