import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventStore, FeedEpoch } from '#event-store';
import {
  type Checkpoint,
  type FollowOptions,
  type NewsletterEvent,
  type Progress,
  Refused,
  fileCheckpoint,
} from '../../../packages/newsletter-events/src/index.js';
import { type TcpProxy, openTcpProxy } from '../../setup/tcp-proxy.js';
import { useFollowers } from './followers.testing.js';
import { DAILY_ONLY, useStage } from './stage.testing.js';

const DEADLINE = { timeout: 60_000, interval: 20 };

const stage = useStage();
const { inFolder, file, start, untilEqual } = useFollowers(stage);

describe('a service that follows over HTTP', () => {
  it('gets all that was before, and then what happens, each once and in order', async () => {
    await stage.save(60);
    const { ids } = start();
    await untilEqual(ids);
    await stage.save(10);
    await untilEqual(ids);
  });

  it('stops after the current event, and continues with the next one', async () => {
    await stage.save(60);
    const all: string[] = [];
    for (let life = 0; life < 4; life += 1) {
      const wanted = all.length + 7;
      const one = start({
        onEvent: ({ id }) => {
          all.push(id);
          if (all.length === wanted) one.stop();
        },
      });
      await one.done;
      expect(all).toHaveLength(wanted);
    }
    const last = start({ onEvent: ({ id }) => void all.push(id) });
    await untilEqual(all);
    last.stop();
    await last.done;
  });

  it('retries a failed event before the next one', async () => {
    await stage.save(5);
    const tried: [string, number][] = [];
    const troubles: string[] = [];
    start({
      onEvent: ({ id }, { attempt }) => {
        tried.push([id, attempt]);
        if (attempt === 1 && tried.length % 4 === 0) throw new Error('Not now');
      },
      onTrouble: ({ error }) => troubles.push(error.message),
    });
    const handled = () => tried.filter(([id], n) => tried[n + 1]?.[0] !== id).map(([id]) => id);
    await vi.waitFor(async () => expect(handled()).toEqual(await stage.feed()), DEADLINE);
    expect(new Set(troubles)).toEqual(new Set(['Not now']));
  });

  it('gets one event at a time, however slow it is', async () => {
    await stage.save(10);
    let inHand = 0;
    const ids: string[] = [];
    start({
      onEvent: async ({ id }) => {
        inHand += 1;
        expect(inHand).toBe(1);
        await stage.feed();
        inHand -= 1;
        ids.push(id);
      },
    });
    await untilEqual(ids);
  });

  it('saves its progress in its own transaction, which can fail', async () => {
    await stage.save(10);
    const kept: { progress?: Progress; ids: string[] } = { ids: [] };
    const checkpoint: Checkpoint<() => void> = {
      load: async () => kept.progress,
      save: async (progress, transaction) => {
        transaction?.();
        kept.progress = progress;
      },
    };
    let failures = 3;
    const onEvent: FollowOptions<() => void>['onEvent'] = async ({ id }, { save }) => {
      failures -= 1;
      if (failures === 0) throw new Error('The transaction failed');
      await save(() => kept.ids.push(id));
    };
    start({ checkpoint, onEvent } as Partial<FollowOptions>);
    await untilEqual(kept.ids);
  });

  it('gets only the events of its key and of its request', async () => {
    await stage.save(6);
    await stage.save(6, 'weekly');
    const events: NewsletterEvent[] = [];
    const types = ['deployment.requested'] as const;
    start({ key: DAILY_ONLY, types, onEvent: (event) => void events.push(event) });
    await vi.waitFor(() => expect(events).toHaveLength(6), DEADLINE);
    const { ids } = start({ checkpoint: fileCheckpoint(inFolder('b')), key: DAILY_ONLY });
    await untilEqual(ids, DAILY_ONLY);
    expect(new Set(events.map(({ site, type }) => `${site} ${type}`))).toEqual(
      new Set(['daily newsletter.deployment.requested.v1']),
    );
  });

  it('can begin with what happens from now on', async () => {
    await stage.save(10);
    const before = await stage.feed();
    const checkpoint = fileCheckpoint(file());
    const { ids } = start({ from: 'now', checkpoint });
    await vi.waitFor(async () => expect(await checkpoint.load()).toBeDefined(), DEADLINE);
    await stage.save(1);
    await vi.waitFor(async () => {
      expect([...before, ...ids]).toEqual(await stage.feed());
      expect(ids.length).toBeGreaterThan(0);
    }, DEADLINE);
  });

  it('is notified of a new epoch, and gets everything again', async () => {
    await stage.save(5);
    const epochs: string[] = [];
    const { ids } = start({ onNewEpoch: ({ epoch }) => void epochs.push(epoch) });
    await untilEqual(ids);
    const { dataSource } = stage.gateway.app.get(EventStore);
    const { epoch } = await new FeedEpoch(dataSource).begin(0);
    await stage.save(1);
    await vi.waitFor(() => expect(epochs).toEqual([epoch]), DEADLINE);
    ids.splice(0);
    await vi.waitFor(async () => {
      expect((await stage.feed()).slice(-ids.length)).toEqual(ids);
      expect(ids.length).toBeGreaterThan(0);
    }, DEADLINE);
  });

  it('ends with an error that names what a retry does not fix', async () => {
    await expect(start({ key: 'unknown' }).done).rejects.toThrow(Refused);
  });
});

describe('a service that follows with RabbitMQ', () => {
  let wire: TcpProxy;
  const amqp = () => ({ url: wire.url, service: stage.service, prefix: stage.prefix });

  beforeEach(async () => {
    wire = await openTcpProxy(stage.rabbit.url);
  });
  afterEach(() => wire.close());

  it('gets each event once and in order, while its connection is cut and restored', async () => {
    await stage.save(20);
    const { ids } = start({ amqp: amqp() });
    await untilEqual(ids);
    for (let round = 0; round < 3; round += 1) {
      wire.cut();
      await stage.save(10);
      await untilEqual(ids);
      wire.mend();
      await stage.save(10);
      await untilEqual(ids);
    }
  });

  it('is woken by the sites it asks for', async () => {
    const { ids } = start({ amqp: amqp(), key: DAILY_ONLY, sites: ['daily'] });
    await stage.save(3, 'weekly');
    await stage.save(3);
    await untilEqual(ids, DAILY_ONLY);
  });

  it('stops also while RabbitMQ does not respond', async () => {
    const one = start({ amqp: amqp() });
    await stage.save(1);
    await untilEqual(one.ids);
    wire.freeze();
    one.stop();
    await one.done;
  });
});
