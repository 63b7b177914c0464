import type { NewNotice } from '#event-store';
import { type Sent, WebhookSender } from '#webhooks';
import type { Digest } from './condition.js';
import { MailSender } from './mail-sender.js';
import { mailOf } from './mail-text.js';
import type { NotificationSettings, Recipients } from './settings.js';

type Channel = 'mail' | 'webhook';

const NOBODY: Sent = { isDelivered: true, status: null, words: 'Nobody is told there any more.' };

/** Carries messages to people: by email, and by signed requests. */
export class Messenger {
  private readonly mail: MailSender | undefined;

  constructor(
    { mail }: Pick<NotificationSettings, 'mail'>,
    private readonly webhooks: WebhookSender,
  ) {
    this.mail = mail && new MailSender(mail.smtpUrl, mail.from);
  }

  /** By which ways these are told. */
  channelsOf({ emails, webhook }: Recipients): Channel[] {
    return [
      ...(emails.length > 0 && this.mail ? (['mail'] as const) : []),
      ...(webhook ? (['webhook'] as const) : []),
    ];
  }

  /** Never throws. */
  async send(notice: NewNotice, recipients: Recipients | undefined): Promise<Sent> {
    const { id, channel } = notice;
    const digest = notice.body as Digest;
    const { emails = [], webhook } = recipients ?? {};
    if (channel === 'mail') {
      if (!this.mail || emails.length === 0) return NOBODY;
      return this.mail.send({ id, to: emails, ...mailOf(digest) });
    }
    if (!webhook) return NOBODY;
    const { target, changes } = digest;
    const data = { site: target === '' ? null : target, changes };
    const timestamp = new Date().toISOString();
    const body = JSON.stringify({ type: 'newsletter.notifications.v1', timestamp, data });
    return this.webhooks.send({ url: webhook.url, id, secrets: [webhook.secret], body });
  }

  async close(): Promise<void> {
    this.mail?.close();
    await this.webhooks.close();
  }
}
