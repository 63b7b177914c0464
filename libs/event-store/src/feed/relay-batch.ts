import { type TimerRow, toTimer } from '../timers/timer.js';
import { enterTouched, ms } from '../timers/broker-wake-ups-sql.js';
import {
  type BrokerWakeUp,
  type BrokerWakeUpsSettings,
  toBrokerWakeUp,
} from '../timers/broker-wake-ups.js';
import { guarded } from '../errors.js';
import type { EventStore } from '../event-store.js';
import { type FeedEntry, type FeedRow, entriesOf, toEntry } from './feed.js';
import type { Lease } from '../leases/lease.js';
import { prepared } from '../database/prepared.js';

/** What the relay needs for a batch. */
export type Asking = {
  /** The lease's position: up to there the feed is with the broker; null: the lease is not ours yet. */
  from: string | null;
  to: string | null;
  /** Takes, renews or advances the lease; otherwise it is certainly ours. */
  isWritten: boolean;
  leaseMs: number;
  /** Another process may have sent before what comes next. */
  again: boolean;
};

/** What there is to do: events of the feed, and the wake-ups of the deployments these belong to. */
export type Turn = { position: string; entries: FeedEntry[]; wakeUps: BrokerWakeUp[] };

type Row = FeedRow & Partial<TimerRow> & { place: string | null };

/** $5, or what is read does not follow what we relayed. */
const AGAIN = '($5 OR (SELECT position FROM place) IS DISTINCT FROM $8::bigint)';

/**
 * One statement: advances the lease ($1 name, $6 holder) from $7 to $8 for $9 ms if $10 is true, reads
 * the feed's next events, and enters the wake-ups of those deployments ($2 to $5: see there).
 */
const batchSql = (size: number) => `
WITH held AS (
  INSERT INTO lease AS kept (name, holder, until)
  SELECT $1, $6, connector_now() + ${ms('$9')} WHERE $10
  ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until,
    position = CASE WHEN kept.holder = excluded.holder AND kept.position = $7::bigint
      THEN $8::bigint ELSE kept.position END
  WHERE kept.holder = excluded.holder OR kept.until <= connector_now()
  RETURNING position
),
place AS (SELECT CASE WHEN $10 THEN (SELECT position FROM held) ELSE $8::bigint END AS position),
page AS (${entriesOf(`(
  SELECT * FROM event WHERE position > (SELECT position FROM place) ORDER BY position LIMIT ${size})`)}),
${enterTouched(
  "status.deployment_id IN (SELECT stream_id::uuid FROM page WHERE category = 'deployment')",
  AGAIN,
)}
SELECT place.position AS place, page.*, entered.*, chosen.wake_at, chosen.due_id, chosen.step,
  chosen.attempt, chosen.brand, chosen.site, chosen.post_id
FROM place LEFT JOIN page ON true
LEFT JOIN (entered JOIN chosen USING (deployment_id)) ON deployment_id::text = page.stream_id
ORDER BY page.position`;

/** What the relay has to send, read in one round trip. Calls may throw StoreUnavailable. */
export class RelayBatch {
  private readonly sql: string;

  constructor(
    private readonly store: EventStore,
    private readonly lease: Lease,
    private readonly settings: BrokerWakeUpsSettings & { batch: number },
  ) {
    this.sql = prepared(batchSql(settings.batch));
  }

  /** Undefined while another process has the lease. */
  async next({ from, to, isWritten, leaseMs, again }: Asking): Promise<Turn | undefined> {
    const { nearMs, overdueMs, backOffLimitMs } = this.settings;
    const { name, holder } = this.lease;
    const limits = [nearMs, overdueMs, backOffLimitMs];
    const parameters = [name, ...limits, again, holder, from, to, leaseMs, isWritten];
    const rows = await guarded(() => this.store.dataSource.query<Row[]>(this.sql, parameters));
    const position = rows[0]?.place;
    if (position == null) return undefined;
    const { codec } = this.store;
    const read = rows.filter(({ id }) => id !== null).map((row) => toEntry(row, codec));
    return { position, entries: await this.store.opened(read), wakeUps: wakeUpsOf(rows) };
  }
}

/** Rows repeat a wake-up for every event of its deployment. */
function wakeUpsOf(rows: readonly Row[]): BrokerWakeUp[] {
  const own = rows.filter((row): row is Row & TimerRow => row.wake_key != null);
  const wakeUps = new Map(own.map((row) => [row.deployment_id, row]));
  return [...wakeUps.values()].map((row) => toBrokerWakeUp(toTimer(row, false)));
}
