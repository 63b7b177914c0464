import { Logger } from '@nestjs/common';
import {
  type EventStore,
  Lease,
  type NewNotice,
  type Notice,
  type NotificationRecord,
  type NotificationRecords,
  StoreUnavailable,
} from '#event-store';
import { PollingLoop } from '#relay';
import { backOffMs } from '#webhooks';
import { type Condition, OPERATORS } from './condition.js';
import type { Messenger } from './messenger.js';
import { reconcile } from './reconcile.js';
import type { NotificationSettings, Recipients } from './settings.js';
import { StandingLog } from './standing-log.js';
import { StoreWatch } from './store-watch.js';

/** What is wrong for a target, and what is unknown right now. */
export type Standing = { active: Condition[]; isUnknown: (key: string) => boolean };

type Dependencies = {
  store: EventStore;
  records: NotificationRecords;
  messenger: Messenger;
  settings: NotificationSettings;
  /** Who is notified, by target; read each time. */
  targets: () => ReadonlyMap<string, Recipients>;
  standingOf: (target: string) => Promise<Standing>;
};

const LEASE = 'notifications';
const AT_ONCE = 20;
/** A message may take this long; none begins that the lease might not outlast. */
const MESSAGE_MS = 60_000;

/**
 * Notifies people of what is wrong, once when it begins and once when it ends. One process at a time does it, and
 * the store has what was sent.
 */
export class Notifier {
  private readonly logger = new Logger('Notifications');
  private readonly checks = new PollingLoop('check for notifications', () => this.check());
  private readonly outbox = new PollingLoop('sending of notifications', () => this.sendDue());
  private readonly log = new StandingLog();
  private readonly storeWatch: StoreWatch;
  private readonly lease: Lease;
  private holdsUntilMs = 0;

  constructor(private readonly dependencies: Dependencies) {
    this.lease = new Lease(dependencies.store.dataSource, LEASE);
    this.storeWatch = new StoreWatch(dependencies);
  }

  start(): void {
    this.checks.start();
    this.outbox.start();
  }

  /** Finishes what is in progress, and lets the next process in at once. */
  async close(): Promise<void> {
    await Promise.all([this.checks.stop(), this.outbox.stop()]);
    await this.lease.release().catch(() => undefined);
    await this.dependencies.messenger.close();
  }

  private async check(): Promise<number> {
    const { checkMs, leaseMs } = this.dependencies.settings;
    const startedMs = performance.now();
    try {
      const isHeld = (await this.lease.hold(leaseMs)) !== undefined;
      this.holdsUntilMs = isHeld ? startedMs + leaseMs : 0;
      if (isHeld) await this.compare();
      await this.storeWatch.isThere(isHeld);
    } catch (error) {
      if (error instanceof StoreUnavailable) await this.storeWatch.isAway();
      throw error;
    }
    return checkMs;
  }

  /** What is wrong, compared with what people were notified of. */
  private async compare(): Promise<void> {
    const { store, records, messenger, settings, targets, standingOf } = this.dependencies;
    const known = await records.read();
    const current = targets();
    const operators = await standingOf(OPERATORS);
    this.log.write(operators);
    const removed = known.filter(({ target }) => !current.has(target));
    const kept: NotificationRecord[] = [];
    const notices: NewNotice[] = [];
    for (const [target, recipients] of current) {
      const standing = target === OPERATORS ? operators : await standingOf(target);
      const own = known.filter((row) => row.target === target);
      const now = await store.now();
      const found = reconcile({ target, now, known: own, ...standing }, settings);
      kept.push(...found.kept);
      removed.push(...found.removed);
      if (found.changes.length === 0) continue;
      notices.push(...messenger.noticesOf({ target, changes: found.changes }, recipients));
    }
    const isSame = JSON.stringify(kept) === JSON.stringify(known) && removed.length === 0;
    if (isSame && notices.length === 0) return;
    if (await records.save(this.lease, { kept, removed, notices })) this.outbox.notify();
  }

  private async sendDue(): Promise<number> {
    const { records, settings } = this.dependencies;
    if (performance.now() + MESSAGE_MS > this.holdsUntilMs) return settings.checkMs;
    const due = await records.dueNotices(AT_ONCE);
    // Concurrently: a mail server that hangs holds up no other message.
    await Promise.all(due.map((notice) => this.send(notice)));
    return due.length > 0 ? 0 : settings.checkMs;
  }

  private async send(notice: Notice): Promise<void> {
    const { records, messenger, settings, targets } = this.dependencies;
    const sent = await messenger.send(notice, targets().get(notice.target));
    if (sent.isDelivered) return records.end(notice.id);
    const { attempts, ageMs, channel, id } = notice;
    if (ageMs >= settings.giveUpMs) {
      this.logger.error(
        `A notification of ${whose(notice)} by ${channel} is dropped: ${sent.words}`,
      );
      return records.end(id);
    }
    if (attempts === 0) {
      this.logger.warn(`A notification of ${whose(notice)} by ${channel} waits: ${sent.words}`);
    }
    const { backOffMs: base, backOffLimitMs } = settings;
    await records.postpone(id, backOffMs(attempts + 1, base, backOffLimitMs));
  }
}

/** The setting that names its recipients. */
function whose({ target }: Notice): string {
  return target === OPERATORS ? 'operators (NOTIFY_…)' : `the site ${target} (notify)`;
}
