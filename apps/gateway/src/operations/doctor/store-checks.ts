import { inWords } from '#deployment';
import {
  type Epoch,
  type EventStore,
  type Examined,
  FeedEpoch,
  OLDEST_SERVER,
  StoreUnavailable,
  type WrittenType,
  examineStore,
  newerRelease,
  serversOf,
  storeCertificateExpiry,
} from '#event-store';
import { certificateChecks } from './certificate-checks.js';
import { type Check, fault, ok, warning } from './check.js';

/** Wake-ups come within seconds: a step that waits longer is not being handled. */
const OVERDUE_MS = 2 * 60_000;
/** NTP keeps clocks closer; signatures of events tolerate five minutes. */
const CLOCK = { warnMs: 2_000, faultMs: 60_000 };

export type StoreFindings = { checks: Check[]; transport?: string | null };

/** Store, migrations, append-only guards, clock, and whether due steps are carried out. */
export async function storeChecks(store: EventStore): Promise<StoreFindings> {
  const started = Date.now();
  try {
    const examined = await examineStore(store.dataSource, OVERDUE_MS);
    const ended = Date.now();
    const aheadMs = examined.nowMs - (started + ended) / 2;
    const checks = [
      serverCheck(examined, ended - started, serversOf(store.dataSource)),
      ...certificateChecks(
        storeCertificateExpiry(store.dataSource),
        'PostgreSQL',
        'renew it, and have PostgreSQL reload it ("SELECT pg_reload_conf()").',
      ),
      migrationsCheck(examined),
      releaseCheck(await store.unreadable()),
      ageCheck(await new FeedEpoch(store.dataSource).read()),
      guardsCheck(examined),
      ...limitsCheck(examined),
      steadyCheck(await store.clock.trouble()) ?? clockCheck(aheadMs, ended - started),
      overdueCheck(examined),
    ];
    return { checks, transport: examined.transport };
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    const cure =
      'start PostgreSQL, or correct DATABASE_URL. The other checks of the store were skipped.';
    const servers = serversOf(store.dataSource);
    const words = `The store is not responding${servers ? `: ${servers}` : ''}.`;
    return { checks: [fault('store', words, cure)] };
  }
}

function serverCheck({ serverVersion }: Examined, tookMs: number, servers?: string): Check {
  const version = `PostgreSQL ${Math.floor(serverVersion / 10_000)}${servers ? ` at ${servers}` : ''}`;
  if (serverVersion >= OLDEST_SERVER) return ok('store', `${version}, responded in ${tookMs} ms`);
  return fault(
    'store',
    `${version} is too old.`,
    `use PostgreSQL ${OLDEST_SERVER / 10_000} or newer.`,
  );
}

function migrationsCheck({ migrations: { missing, unknown } }: Examined): Check {
  if (missing.length > 0) {
    const cure = 'restart the gateway, which runs them. If it cannot, its log says why.';
    return fault('migrations', `Not run: ${missing.join(', ')}.`, cure);
  }
  if (unknown.length > 0) {
    const words = `The store is newer than this release: ${unknown.join(', ')}.`;
    return warning('migrations', words, 'update this gateway, too.');
  }
  return ok('migrations', 'all run');
}

function releaseCheck(unreadable: WrittenType[]): Check {
  const words = newerRelease(unreadable);
  if (words === undefined) return ok('release', 'can read everything that is written');
  const cure = 'update every gateway and deployer. What they cannot read waits until then.';
  return fault('release', words, cure);
}

function ageCheck({ older }: Epoch): Check {
  if (!older) return ok('backup', 'nothing suggests that the store was restored from a backup');
  const words = `The store is older than what has been done with it: ${older.by} (${older.since}).`;
  return fault('backup', words, 'run "newsletter doctor --after-restore".');
}

function guardsCheck({ unguarded }: Examined): Check {
  if (unguarded.length === 0) return ok('append-only', 'events cannot be changed');
  const names = unguarded.map(({ table, trigger }) => `${trigger} on ${table}`).join(', ');
  const run = unguarded.map(
    ({ table, trigger }) => `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${trigger};`,
  );
  const words = `Events can be changed: these triggers are not enabled: ${names}.`;
  return fault('append-only', words, `run ${run.join(' ')}`);
}

/** Without them a frozen process could hold the feed's lock, and keep all others from appending. */
function limitsCheck({ isLimited }: Examined): Check[] {
  if (isLimited) return [];
  const words =
    'statement_timeout and lock_timeout do not apply: the database connection has none.';
  const cure = 'let the pooler in front of PostgreSQL pass on what is set in a transaction.';
  return [fault('time-outs', words, cure)];
}

/** A jumping clock explains the difference to this gateway's. */
function steadyCheck(trouble: string | undefined): Check | undefined {
  const cure = 'find out what sets the database server’s clock: NTP, the hypervisor, or a person.';
  return trouble === undefined ? undefined : fault('clock', trouble, cure);
}

function clockCheck(aheadMs: number, tookMs: number): Check {
  const off = Math.max(0, Math.abs(aheadMs) - tookMs);
  const words = `The database's clock is ${inWords(Math.abs(aheadMs))} ${
    aheadMs > 0 ? 'ahead of' : 'behind'
  } this gateway's`;
  const cure = 'synchronize both machines by NTP (timedatectl set-ntp true).';
  if (off >= CLOCK.faultMs) return fault('clock', `${words}: it decides all times.`, cure);
  if (off >= CLOCK.warnMs) return warning('clock', `${words}.`, cure);
  return ok('clock', 'as the database has it');
}

function overdueCheck({ overdue }: Examined): Check {
  if (overdue === 0) return ok('due steps', 'none is overdue');
  const words = `${overdue} newsletters have a step that was due more than ${inWords(OVERDUE_MS)} ago.`;
  const cure = 'check that a deployer is running (and, with RabbitMQ, a relay), and read its log.';
  return fault('due steps', words, cure);
}
