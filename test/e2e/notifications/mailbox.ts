import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type Received = { to: string[]; text: string };

/** A mail server that keeps what it gets, with a user and a password. */
export class Mailbox {
  readonly received: Received[] = [];
  /** Refuses everything while it is set. */
  isFull = false;
  private readonly server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, callback) => {
        if (username === 'news' && password === 'pa55word') callback(null, { user: username });
        else callback(new Error('Invalid login'));
      },
      onData: (stream, session, callback) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          if (this.isFull) return callback(Object.assign(new Error('Full'), { responseCode: 452 }));
          const to = session.envelope.rcptTo.map(({ address }) => address);
          this.received.push({ to, text: Buffer.concat(parts).toString() });
          return callback();
        });
      },
    });
  }

  static async start(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    await new Promise<void>((resolve) => mailbox.server.listen(0, '127.0.0.1', resolve));
    return mailbox;
  }

  get url(): string {
    const { port } = this.server.server.address() as AddressInfo;
    return `smtp://news:pa55word@127.0.0.1:${port}`;
  }

  /** What came, without the line breaks of its encoding. */
  texts(): string[] {
    return this.received.map(({ text }) => text.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '='));
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}
