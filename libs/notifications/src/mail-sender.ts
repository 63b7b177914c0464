import { createHash } from 'node:crypto';
import type { Transporter } from 'nodemailer';
import type { Sent } from '#webhooks';

const TIMEOUT_MS = 10_000;
const LIMITS = {
  connectionTimeout: TIMEOUT_MS,
  greetingTimeout: TIMEOUT_MS,
  socketTimeout: TIMEOUT_MS,
  dnsTimeout: TIMEOUT_MS,
};

export type Mail = { id: string; to: readonly string[]; subject: string; text: string };

/** Sends mail through the server of a URL, which contains its password. */
export class MailSender {
  private transport: Transporter | undefined;

  constructor(
    private readonly smtpUrl: string,
    private readonly from: string,
  ) {}

  /** Never throws. A repeated message has the same Message-ID, by which mailboxes recognize it. */
  async send({ id, to, subject, text }: Mail): Promise<Sent> {
    const domain =
      this.from
        .split('@')
        .at(-1)
        ?.replace(/[^\w.-]/g, '') || 'localhost';
    const messageId = `<${createHash('sha256').update(id).digest('hex').slice(0, 32)}@${domain}>`;
    try {
      const mail = { from: this.from, to: [...to], subject, text, messageId };
      await (await this.open()).sendMail(mail);
      return { isDelivered: true, status: null, words: 'Delivered.' };
    } catch (error) {
      return { isDelivered: false, status: null, words: wordsOf(error) };
    }
  }

  close(): void {
    this.transport?.close();
  }

  /** Loaded with the first message: most processes send none. */
  private async open(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    this.transport ??= createTransport({ url: this.smtpUrl, ...LIMITS });
    return this.transport;
  }
}

/** Only codes: a server's message may repeat what it was sent. */
function wordsOf(error: unknown): string {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const answer = responseCode === undefined ? '' : `, ${responseCode}`;
  return `The mail server did not accept the message (${code ?? 'unknown'}${answer}).`;
}
