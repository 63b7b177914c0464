import { type Change, OPERATORS } from './condition.js';
import { MemoryOutbox } from './memory-outbox.js';
import type { Messenger } from './messenger.js';
import type { NotificationSettings, Recipients } from './settings.js';

type Dependencies = {
  messenger: Pick<Messenger, 'noticesOf' | 'send'>;
  settings: Pick<NotificationSettings, 'storeAwayMs' | 'backOffMs' | 'backOffLimitMs' | 'giveUpMs'>;
  targets: () => ReadonlyMap<string, Recipients>;
};

/**
 * Notifies operators that the store is unavailable. Nothing can be stored then, nor a lease taken: the last holder
 * of the lease notifies them.
 */
export class StoreWatch {
  private wasHolder = false;
  private awaySince: Date | undefined;
  private isNotified = false;

  private readonly outbox: MemoryOutbox;

  constructor(private readonly dependencies: Dependencies) {
    this.outbox = new MemoryOutbox(dependencies.messenger, dependencies.settings);
  }

  private get recipients(): Recipients {
    return this.dependencies.targets().get(OPERATORS) ?? { emails: [] };
  }

  async isThere(isHolder: boolean): Promise<void> {
    this.wasHolder = isHolder;
    const since = this.awaySince;
    this.awaySince = undefined;
    if (this.isNotified && since) {
      this.isNotified = false;
      this.notify('ended', since);
    }
    await this.outbox.sendDue(this.recipients);
  }

  async isAway(): Promise<void> {
    this.awaySince ??= new Date();
    const awayMs = Date.now() - this.awaySince.getTime();
    if (this.wasHolder && !this.isNotified && awayMs >= this.dependencies.settings.storeAwayMs) {
      this.isNotified = true;
      this.notify('began', this.awaySince);
    }
    await this.outbox.sendDue(this.recipients);
  }

  /** Replaces what could not be sent before: the latest state counts. */
  private notify(change: 'began' | 'ended', since: Date): void {
    const sent: Change = {
      change,
      alert: 'StoreDown',
      level: 'page',
      words: 'The store is not responding.',
      cure: 'start PostgreSQL, or correct DATABASE_URL. Saves wait in WordPress meanwhile.',
      link: null,
      since: since.toISOString(),
    };
    const body = { target: OPERATORS, changes: [sent] };
    this.outbox.replace(this.dependencies.messenger.noticesOf(body, this.recipients));
  }
}
