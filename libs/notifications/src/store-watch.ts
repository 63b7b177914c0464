import { type Change, OPERATORS } from './condition.js';
import type { Messenger } from './messenger.js';
import type { NotificationSettings, Recipients } from './settings.js';

type Parts = {
  messenger: Messenger;
  settings: Pick<NotificationSettings, 'storeAwayMs'>;
  targets: () => ReadonlyMap<string, Recipients>;
};

/**
 * Tells operators that the store is away. Nothing can be remembered then, nor a lease taken: whoever had the lease last
 * tells it.
 */
export class StoreWatch {
  private wasHolder = false;
  private awaySince: Date | undefined;
  private isTold = false;

  constructor(private readonly parts: Parts) {}

  async isThere(isHolder: boolean): Promise<void> {
    this.wasHolder = isHolder;
    const since = this.awaySince;
    this.awaySince = undefined;
    if (!this.isTold || !since) return;
    this.isTold = false;
    await this.tell('ended', since);
  }

  async isAway(): Promise<void> {
    this.awaySince ??= new Date();
    const awayMs = Date.now() - this.awaySince.getTime();
    if (!this.wasHolder || this.isTold || awayMs < this.parts.settings.storeAwayMs) return;
    this.isTold = true;
    await this.tell('began', this.awaySince);
  }

  private async tell(change: 'began' | 'ended', since: Date): Promise<void> {
    const { messenger, targets } = this.parts;
    const recipients = targets().get(OPERATORS);
    if (!recipients) return;
    const told: Change = {
      change,
      alert: 'StoreDown',
      level: 'page',
      words: 'The store is not responding.',
      cure: 'start PostgreSQL, or correct DATABASE_URL. Saves wait in WordPress meanwhile.',
      link: null,
      since: since.toISOString(),
    };
    const body = { target: OPERATORS, changes: [told] };
    await Promise.all(
      messenger.noticesOf(body, recipients).map((notice) => messenger.send(notice, recipients)),
    );
  }
}
