import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import type { NotificationSettings } from '#notifications';
import { type TestDatabase, createTestDatabase, execute } from '../../setup/database.js';
import { type Gateway, startTestGateway } from '../gateway/fixtures.js';
import { Receiver } from '../webhooks/receiver.js';
import { Mailbox } from './mailbox.js';

const DEADLINE = { timeout: 30_000, interval: 20 };
export const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;

export type Change = { change: string; alert: string; level: string; words: string; link: string };

/** Gateways on one database that send real mail and webhooks, and what was received. */
export class Notified {
  private gateways: Gateway[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly mailbox: Mailbox,
    readonly receiver: Receiver,
  ) {}

  static async open(): Promise<Notified> {
    const database = await createTestDatabase();
    return new Notified(database, await Mailbox.start(), await Receiver.start());
  }

  /** As in production, except for waits. */
  async start(more: Partial<NotificationSettings> = {}, databaseUrl = this.database.url) {
    const { mailbox, receiver } = this;
    const gateway = await startTestGateway({
      databaseUrl,
      publicUrl: 'https://newsletters.example',
      webhooks: { allowedNetworks: ['127.0.0.1'] },
      notifications: {
        operators: {
          emails: ['ops@daily.example'],
          webhook: { url: receiver.url, secret: SECRET },
        },
        mail: { smtpUrl: mailbox.url, from: 'connector@daily.example' },
        digestMs: 300,
        goneMs: 100,
        growMs: 300,
        checkMs: 50,
        backOffMs: 50,
        ...more,
      },
    });
    this.gateways.push(gateway);
    return gateway;
  }

  async stopGateways(): Promise<void> {
    for (const gateway of this.gateways.splice(0)) await gateway.close();
  }

  async close(): Promise<void> {
    await this.stopGateways();
    await this.receiver.close();
    await this.mailbox.close();
    await this.database.drop();
  }

  execute(sql: string): Promise<void> {
    return execute(this.database.url, sql);
  }

  /** A problem that operators are notified of at once. */
  park(): Promise<void> {
    return this.execute(
      `INSERT INTO tick (deployment_id, wake_key, n, sent_at, not_before, deliveries, parked_reason)
       VALUES ('${randomUUID()}', 'due:1', 1, connector_now(), connector_now(), 1, 'Reason')`,
    );
  }

  redrive(): Promise<void> {
    return this.execute('DELETE FROM tick');
  }

  /** What was received; the same id is the same message, sent again because its end could not be recorded. */
  changes(): Change[] {
    const messages = new Map(
      this.receiver.received.map(({ headers, body }) => [headers['webhook-id'], body] as const),
    );
    return [...messages.values()].flatMap((body) => {
      const { data } = JSON.parse(body) as { data: { changes: Change[] } };
      return data.changes;
    });
  }

  changesOf(alert: string): string[] {
    return this.changes().flatMap((one) => (one.alert === alert ? [one.change] : []));
  }
}

/** Waits until it is so, however slow the machine is. */
export function comes(isSo: () => unknown): Promise<unknown> {
  return vi.waitFor(isSo, DEADLINE);
}
