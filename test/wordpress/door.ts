import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

/** The gateway's address may lead to the gateway, nothing at all, silence, or a proxy's own response. */
type Mode = 'open' | 'closed' | 'hanging' | Reply;
type Reply = { status: number; headers?: Record<string, string>; body?: string };

/** The gateway's address as WordPress knows it, which can be closed or made to hang. */
export class Door {
  private mode: Mode = 'open';
  private port = 0;
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();

  private constructor(private target: URL) {}

  static async to(url: string): Promise<Door> {
    const door = new Door(new URL(url));
    await door.set('open');
    return door;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The gateway has moved; its address for WordPress stays. */
  leadTo(url: string): void {
    this.target = new URL(url);
  }

  async set(mode: Mode): Promise<void> {
    this.mode = mode;
    for (const socket of this.sockets) socket.destroy();
    if (mode === 'closed') return this.unlisten();
    if (!this.server) await this.listen();
  }

  close(): Promise<void> {
    return this.set('closed');
  }

  private async listen(): Promise<void> {
    const server = createServer((socket) => this.meet(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  private async unlisten(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  private meet(socket: Socket): void {
    this.track(socket);
    if (this.mode === 'hanging') return void socket.resume();
    if (typeof this.mode === 'object') return answer(socket, this.mode);
    const onward = connect(Number(this.target.port), this.target.hostname);
    this.track(onward);
    socket.on('close', () => onward.destroy());
    onward.on('close', () => socket.destroy());
    socket.pipe(onward).pipe(socket);
  }

  private track(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }
}

/** Once it got a request, of any kind. */
function answer(socket: Socket, { status, headers = {}, body = '' }: Reply): void {
  const fields = { 'content-length': Buffer.byteLength(body), connection: 'close', ...headers };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  socket.once('data', () => socket.end([`HTTP/1.1 ${status} x`, ...lines, '', body].join('\r\n')));
}
