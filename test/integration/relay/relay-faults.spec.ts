import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CloudEvent } from '#events';
import { moveClock } from '../../setup/database.js';
import { openTcpProxy } from '../../setup/tcp-proxy.js';
import { type Process, startProcess } from '../messaging/start-process.js';
import { RelayStage, keptOf, resumed } from './relay-stage.js';

const HOUR_MS = 3_600_000;
const PROCESS = fileURLToPath(new URL('./relay-process.ts', import.meta.url));

let stage: RelayStage;

beforeEach(async () => {
  stage = await RelayStage.open();
});

afterEach(() => stage?.close());

const idsOf = (seen: readonly CloudEvent[]) => seen.map(({ id }) => id);

describe('a process that is killed between announcing and recording that', () => {
  let process: Process;
  let hand: Client;

  beforeEach(async () => {
    const { database } = stage.world;
    const { url, topology } = stage.rabbit;
    process = await startProcess(
      PROCESS,
      database.url,
      url,
      topology.names.events.replace(/\.events$/, ''),
    );
    hand = new Client({ connectionString: database.url });
    await hand.connect();
  });

  afterEach(async () => {
    await process?.kill();
    await hand?.end();
  });

  const whileNothingIsRecorded = async (work: () => Promise<void>) => {
    await hand.query("BEGIN; SELECT 1 FROM lease WHERE name = 'relay' FOR UPDATE");
    await work();
    await stage.until(() => endWaiting());
    await hand.query('ROLLBACK');
  };

  /** A killed process's session continues in the server, and would record as soon as it may. */
  const endWaiting = async () => {
    const { rows } = await hand.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity ' +
        'WHERE datname = current_database() AND pg_backend_pid() = ANY(pg_blocking_pids(pid))',
    );
    expect(rows).toEqual([]);
  };

  it('is followed by one that repeats, when its lease expires; nothing is left out', async () => {
    const seen = await stage.subscribe();
    const wakeUps = await stage.wakeUps();
    const before = await stage.newsletter([resumed]);
    await stage.untilRelayed();
    const known = await stage.feed();
    await whileNothingIsRecorded(async () => {
      await stage.append([resumed, await stage.dueIn(0)], before);
      await stage.newsletter([resumed]);
      await stage.until(() => expect(seen.length).toBeGreaterThan(known.length));
      await process.kill();
    });
    const next = await stage.relay();
    const id = await stage.newsletter([resumed]);
    expect(next.relay.isHolder).toBe(false);
    await moveClock(stage.world.database.url, HOUR_MS);
    await stage.append([resumed], id);
    await stage.until(async () => expect(keptOf(seen)).toEqual(await stage.feed()));
    // Only unrecorded events are repeated, and nothing before them.
    expect(idsOf(seen).slice(0, known.length)).toEqual(known);
    const repeated = idsOf(seen).filter((one, index, all) => all.indexOf(one) !== index);
    expect(repeated.length).toBeGreaterThan(0);
    expect(repeated.filter((one) => known.includes(one))).toEqual([]);
    await stage.until(() => expect(wakeUps.map((wakeUp) => wakeUp.deploymentId)).toContain(before));
  });
});

describe('an unavailable broker', () => {
  it('gets all of it in order when it is back, and meanwhile the lag shows', async () => {
    const wire = await openTcpProxy(stage.rabbit.url);
    const seen = await stage.subscribe();
    const wakeUps = await stage.wakeUps();
    const { relay, connection } = await stage.relay({ brokerUrl: wire.url });
    const id = await stage.newsletter([resumed]);
    await stage.untilRelayed();
    wire.cut();
    await stage.until(() => expect(connection.connected).toBe(false));
    await stage.append([resumed, await stage.dueIn(0)], id);
    const late = await stage.newsletter([await stage.dueIn(0)]);
    expect(await relay.lag()).toMatchObject({ events: 4 });
    expect(relay.fault).toMatch(/^RabbitMQ is unavailable: /);
    wire.mend();
    await stage.until(async () => expect(keptOf(seen)).toEqual(await stage.feed()));
    const due = () => new Set(wakeUps.map((wakeUp) => wakeUp.deploymentId));
    await stage.until(() => expect(due()).toEqual(new Set([id, late])));
    await stage.untilRelayed();
    expect(relay.fault).toBeUndefined();
    await wire.close();
  });

  it('for one process is available to the others: one of them continues', async () => {
    const wire = await openTcpProxy(stage.rabbit.url);
    const seen = await stage.subscribe();
    const first = await stage.relay({ brokerUrl: wire.url });
    await stage.until(() => expect(first.relay.isHolder).toBe(true));
    const second = await stage.relay();
    wire.cut();
    await stage.newsletter([resumed]);
    await stage.until(() => expect(second.relay.isHolder).toBe(true));
    await stage.until(async () => expect(keptOf(seen)).toEqual(await stage.feed()));
    await stage.stop(first);
    await wire.close();
  });

  it('again and again while much is appended loses nothing', async () => {
    const wire = await openTcpProxy(stage.rabbit.url);
    const seen = await stage.subscribe();
    await stage.relay({ brokerUrl: wire.url, batch: 10 });
    const id = await stage.newsletter();
    for (let n = 0; n < 200; n += 1) {
      await stage.append([resumed], id);
      if (n % 50 === 25) {
        wire.cut();
        wire.mend();
      }
    }
    await stage.until(async () => expect(keptOf(seen)).toEqual(await stage.feed()));
    wire.mend();
    await stage.untilRelayed();
    await wire.close();
  });
});
