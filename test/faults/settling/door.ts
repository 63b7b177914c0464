import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Agent, request } from 'undici';

/** The state of a call: not yet at Omeda, or done with its response held back. */
export type Stop = { side: 'ask' | 'answer'; path: string };

/**
 * The door between one deployer and Omeda. Closed, each call waits in front of it until it is let
 * through, and its response waits behind it; a spec can also drop the response.
 */
export class Door {
  isShut = false;
  private waiting: { stop: Stop; go: (fate: 'on' | 'lost') => void } | undefined;
  private onStop: (() => void) | undefined;
  private readonly agent = new Agent();
  private readonly server = createServer((incoming, outgoing) => {
    void this.pass(incoming, outgoing).catch(() => outgoing.destroy());
  });

  constructor(private readonly omedaUrl: string) {}

  async open(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get stop(): Stop | undefined {
    return this.waiting?.stop;
  }

  /** Resolves once a call waits at the closed door. */
  async stopped(): Promise<void> {
    if (!this.waiting) await new Promise<void>((resolve) => (this.onStop = resolve));
  }

  /** Lets what is waiting continue; `lost`: its connection is cut instead. */
  go(fate: 'on' | 'lost' = 'on'): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.go(fate);
  }

  /** Lets everything through from now on. */
  leaveOpen(): void {
    this.isShut = false;
    this.go();
  }

  async close(): Promise<void> {
    this.leaveOpen();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.agent.close();
  }

  private async pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const path = incoming.url ?? '';
    if ((await this.wait({ side: 'ask', path })) === 'lost') return void outgoing.destroy();
    const answer = await request(`${this.omedaUrl}${path}`, {
      method: incoming.method as 'POST',
      headers: headersOf(incoming),
      dispatcher: this.agent,
      ...(body.length > 0 ? { body } : {}),
    });
    const text = await answer.body.text();
    if ((await this.wait({ side: 'answer', path })) === 'lost') return void outgoing.destroy();
    outgoing.writeHead(answer.statusCode, { 'content-type': answer.headers['content-type'] });
    outgoing.end(text);
  }

  private async wait(stop: Stop): Promise<'on' | 'lost'> {
    if (!this.isShut) return 'on';
    return new Promise((go) => {
      this.waiting = { stop, go };
      this.onStop?.();
      this.onStop = undefined;
    });
  }
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const kept = ['content-type', 'x-omeda-appid', 'accept'];
  return Object.fromEntries(
    kept.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])),
  );
}
