import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type Received = { to: string[]; text: string };

/** A mail server that stores what it receives, with a user and a password. */
export class Mailbox {
  readonly received: Received[] = [];
  /** Refuses everything while it is set. */
  isFull = false;
  /** Addresses that do not exist. */
  readonly unknown = new Set<string>();
  private readonly server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, callback) => {
        if (username === 'news' && password === 'pa55word') callback(null, { user: username });
        else callback(new Error('Invalid login'));
      },
      onRcptTo: ({ address }, _session, callback) => {
        const isUnknown = this.unknown.has(address);
        if (isUnknown) callback(Object.assign(new Error('No such user'), { responseCode: 550 }));
        else callback();
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

  /** The messages, as people read them. */
  texts(): string[] {
    return this.received.map(({ text }) => decoded(text));
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}

/** Decodes quoted-printable, and encoded words of headers. */
function decoded(text: string): string {
  const plain = text
    .replaceAll(/\?=\s+=\?UTF-8\?Q\?/g, '')
    .replaceAll(/=\?UTF-8\?Q\?(.*?)\?=/g, (_all, word: string) => word.replaceAll('_', ' '))
    .replaceAll(/=\r?\n/g, '');
  return plain.replaceAll(/(?:=[0-9A-F]{2})+/g, (bytes) =>
    Buffer.from(bytes.replaceAll('=', ''), 'hex').toString(),
  );
}
