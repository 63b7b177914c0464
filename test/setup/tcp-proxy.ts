import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

/** A connection to a server that a spec can cut. */
export type TcpProxy = {
  /** The URL given, through the proxy. */
  url: string;
  /** Ends all connections, and accepts no new ones until `mend`. */
  cut(): void;
  mend(): void;
  /** Leads to another server from now on. */
  aim(serverUrl: string): void;
  /** Connections stay open, and nothing more reaches the client. */
  freeze(): void;
  /** Ends all connections as soon as one contains this. */
  cutAt(words: string): void;
  close(): Promise<void>;
};

export async function openTcpProxy(serverUrl: string): Promise<TcpProxy> {
  let target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let isCut = false;
  let lastWords: string | undefined;
  const frozen = new Set<Socket>();
  const server = createServer((client) => {
    if (isCut) return void client.destroy();
    const upstream = connect(Number(target.port || 5672), target.hostname);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.on('data', (data: Buffer) => {
        if (lastWords && data.includes(lastWords)) return end();
        if (!frozen.has(one)) other.write(data);
      });
    }
    upstreams.add(upstream);
    upstream.on('close', () => upstreams.delete(upstream));
  });
  const upstreams = new Set<Socket>();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const end = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    cut: () => {
      isCut = true;
      end();
    },
    mend: () => {
      isCut = false;
    },
    aim: (other) => {
      target = new URL(other);
    },
    freeze: () => {
      for (const upstream of upstreams) frozen.add(upstream);
    },
    cutAt: (words) => {
      lastWords = words;
    },
    close: async () => {
      end();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
