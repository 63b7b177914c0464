import { createHash, randomUUID } from 'node:crypto';
import type { NewNotice } from '#event-store';
import { type Sent, WebhookSender } from '#webhooks';
import type { Digest } from './condition.js';
import { MailSender } from './mail-sender.js';
import { mailOf } from './mail-text.js';
import type { NotificationSettings, Recipients } from './settings.js';

type Channel = 'mail' | 'webhook';

const NOBODY: Sent = { isDelivered: true, status: null, words: 'The recipient was removed.' };

/** Sends messages to people: by email, and by signed requests. */
export class Messenger {
  private readonly mail: MailSender | undefined;

  constructor(
    { mail }: Pick<NotificationSettings, 'mail'>,
    private readonly webhooks: WebhookSender,
  ) {
    this.mail = mail && new MailSender(mail.smtpUrl, mail.from);
  }

  /** The messages for these. Each address has its own: one that is refused holds up no other. */
  noticesOf(digest: Digest, { emails, webhook }: Recipients): NewNotice[] {
    const { target } = digest;
    const notice = (channel: Channel, body: Digest) => ({
      id: randomUUID(),
      target,
      channel,
      body,
    });
    return [
      ...(this.mail ? emails.map((to) => notice('mail', { ...digest, to: printOf(to) })) : []),
      ...(webhook ? [notice('webhook', digest)] : []),
    ];
  }

  /** Never throws. */
  async send(notice: NewNotice, recipients: Recipients | undefined): Promise<Sent> {
    const { id, channel } = notice;
    const digest = notice.body as Digest;
    const { emails = [], webhook } = recipients ?? {};
    if (channel === 'mail') {
      const to = emails.filter((one) => digest.to === undefined || printOf(one) === digest.to);
      if (!this.mail || to.length === 0) return NOBODY;
      const sent = await this.mail.send({ id, to, ...mailOf(digest) });
      const place = emails.indexOf(to[0] ?? '') + 1;
      return sent.isDelivered ? sent : { ...sent, words: `Address ${place}: ${sent.words}` };
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

/** Addresses stay out of the store. */
function printOf(email: string): string {
  return createHash('sha256').update(email).digest('hex');
}
