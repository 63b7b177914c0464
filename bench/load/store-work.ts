import {
  Archive,
  Timers,
  BROKER_WAKE_UPS_DEFAULTS,
  BrokerWakeUps,
  Lease,
  RelayBatch,
  openEventStore,
} from '../../libs/event-store/src/index.js';
import { median } from '../measure/statistics.js';
import { servePart } from '../stage/serve-part.js';

const TIMES = 20;
const LEASE_MS = 60_000;
const ARCHIVE_DAYS = 365;
const PAGE = 100;

const { store, dataSource } = await openEventStore({
  databaseUrl: process.env['BENCH_DATABASE_URL'] ?? '',
});
const timers = new Timers(dataSource);
const wakeUps = new BrokerWakeUps(dataSource);
const lease = new Lease(dataSource, 'bench');
const archive = new Archive(dataSource);
const relay = new RelayBatch(store, lease, { ...BROKER_WAKE_UPS_DEFAULTS, batch: PAGE });
let from = '0';
let to = '0';

/** Moves our relay to the middle of the feed. */
async function toTheMiddle(): Promise<void> {
  await lease.hold(LEASE_MS);
  const sql = `UPDATE lease SET position = (SELECT max(position) / 2 FROM event) WHERE name = 'bench'
    RETURNING position`;
  const [rows] = await dataSource.query<[{ position: string }[]]>(sql);
  from = to = rows[0]?.position ?? '0';
}

/** As the relay does it: records what was carried, and continues reading. */
async function relayPage(): Promise<void> {
  const asked = { from, to, isWritten: true, leaseMs: LEASE_MS, again: false };
  const turn = await relay.next(asked);
  if (!turn || turn.entries.length < PAGE) throw new Error('The relay found no full page.');
  from = to;
  to = turn.entries.at(-1)?.position ?? to;
}

const WORK = {
  sweep: () => wakeUps.sweep(PAGE),
  'embedded take': () => timers.take(PAGE, LEASE_MS),
  'next timer': () => timers.msUntilNext(),
  archive: () => archive.move(ARCHIVE_DAYS),
  relay: relayPage,
};

/** Median time in milliseconds of each. */
async function measure(): Promise<Record<string, number>> {
  const reading: Record<string, number> = {};
  await toTheMiddle();
  for (const [name, work] of Object.entries(WORK)) {
    const tookMs: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const began = performance.now();
      await work();
      tookMs.push(performance.now() - began);
    }
    reading[name] = median(tookMs);
  }
  return reading;
}

servePart({ measure });
