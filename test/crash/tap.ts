import { type Server, type Socket, connect, createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pause } from './scale.js';

/** What happens to bytes: passed on, cut off forever, or delayed. */
export type Verdict = 'on' | 'cut' | { afterMs: number };

export type Watch = {
  /** Bytes from the process. */
  sent(bytes: Buffer): Verdict;
  /** Bytes from the service, before the process gets them. */
  received(bytes: Buffer): Verdict;
};

/** A TCP proxy in front of one service for one process: data can be seen, held, and cut. */
export class Tap {
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  static async open(host: string, port: number, watch: () => Watch): Promise<Tap> {
    const server = createServer({ noDelay: true });
    const tap = new Tap(server);
    server.on('connection', (client) =>
      tap.join(client, connect({ host, port, noDelay: true }), watch()),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return tap;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private join(client: Socket, service: Socket, watch: Watch): void {
    const both = [client, service];
    const end = () => both.forEach((socket) => socket.destroy());
    for (const socket of both) {
      this.sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        this.sockets.delete(socket);
        end();
      });
    }
    pass(client, service, (bytes) => watch.sent(bytes), end);
    pass(service, client, (bytes) => watch.received(bytes), end);
  }
}

function pass(from: Socket, to: Socket, judge: (bytes: Buffer) => Verdict, end: () => void): void {
  let earlier: Promise<void> | undefined;
  from.on('data', (bytes: Buffer) => {
    const verdict = judge(bytes);
    if (verdict === 'cut') return end();
    if (verdict === 'on' && !earlier) return void to.write(bytes);
    const waits = verdict === 'on' ? 0 : verdict.afterMs;
    const turn = (earlier ?? Promise.resolve())
      .then(() => pause(waits))
      .then(() => {
        to.write(bytes);
        if (earlier === turn) earlier = undefined;
      });
    earlier = turn;
  });
}
