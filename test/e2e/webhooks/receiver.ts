import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { CloudEvent } from '#events';

export type Received = { path: string; headers: Record<string, string>; body: string };

type Answer = (received: Received, response: ServerResponse) => void;

const takes: Answer = (_received, response) => void response.writeHead(204).end();

/** A subscriber's own server. By default, it accepts everything. */
export class Receiver {
  readonly received: Received[] = [];
  answer: Answer = takes;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.take(request, response));
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  /** Accepts everything from now on. */
  recover(): void {
    this.answer = takes;
  }

  /** Refuses what this callback says. */
  refuse(isRefused: (received: Received) => boolean = () => true, status = 500): void {
    this.answer = (received, response) =>
      void response.writeHead(isRefused(received) ? status : 204).end();
  }

  /** The events in order of arrival, each with the id of its request. */
  events(): (CloudEvent & { webhookId: string })[] {
    return this.received.map(({ headers, body }) => ({
      ...(JSON.parse(body) as CloudEvent),
      webhookId: headers['webhook-id'] ?? '',
    }));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const headers = request.headers as Record<string, string>;
    const received = { path: request.url ?? '', headers, body: Buffer.concat(parts).toString() };
    this.received.push(received);
    this.answer(received, response);
  }
}

/** Whether this secret signed it, according to the library of Standard Webhooks. */
export function isSignedWith(secret: string, { headers, body }: Received): boolean {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}
