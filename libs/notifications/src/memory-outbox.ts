import { Logger } from '@nestjs/common';
import type { NewNotice } from '#event-store';
import { backOffMs } from '#webhooks';
import type { Messenger } from './messenger.js';
import type { NotificationSettings, Recipients } from './settings.js';

type Settings = Pick<NotificationSettings, 'backOffMs' | 'backOffLimitMs' | 'giveUpMs'>;
type Waiting = { notice: NewNotice; sinceMs: number; attempts: number; nextAtMs: number };

/** Messages to operators that the store cannot keep: each is retried until it is sent, or is too old. */
export class MemoryOutbox {
  private readonly logger = new Logger('Notifications');
  private waiting: Waiting[] = [];

  constructor(
    private readonly messenger: Pick<Messenger, 'send'>,
    private readonly settings: Settings,
  ) {}

  /** Queues these, and drops what could not be sent so far. */
  replace(notices: readonly NewNotice[]): void {
    const sinceMs = performance.now();
    this.waiting = notices.map((notice) => ({ notice, sinceMs, attempts: 0, nextAtMs: sinceMs }));
  }

  /** Sends all that are due, concurrently. */
  async sendDue(recipients: Recipients): Promise<void> {
    const due = this.waiting.filter(({ nextAtMs }) => performance.now() >= nextAtMs);
    const ended = await Promise.all(due.map((one) => this.send(one, recipients)));
    this.waiting = this.waiting.filter((one) => !ended[due.indexOf(one)]);
  }

  /** Whether it is finished. */
  private async send(one: Waiting, recipients: Recipients): Promise<boolean> {
    const sent = await this.messenger.send(one.notice, recipients);
    if (sent.isDelivered) return true;
    const whose = `A notification of operators (NOTIFY_…) by ${one.notice.channel}`;
    const { backOffMs: base, backOffLimitMs, giveUpMs } = this.settings;
    if (performance.now() - one.sinceMs >= giveUpMs) {
      this.logger.error(`${whose} is dropped: ${sent.words}`);
      return true;
    }
    if (one.attempts === 0) this.logger.warn(`${whose} waits: ${sent.words}`);
    one.attempts += 1;
    one.nextAtMs = performance.now() + backOffMs(one.attempts, base, backOffLimitMs);
    return false;
  }
}
