import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolver } from './guarded-lookup.js';
import { NameServer } from './name-server.testing.js';
import { newSecret } from './secret.js';
import { WebhookSender } from './webhook-sender.js';

let server: Server;
let called: number;
let names: NameServer | undefined;
let sender: WebhookSender | undefined;

beforeEach(async () => {
  called = 0;
  server = createServer((_request, response) => {
    called += 1;
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await sender?.close();
  names?.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** A host name that resolves to one address after the other. */
async function senderWith(addresses: string[], allowedNetworks: string[], timeoutMs = 10_000) {
  names = await NameServer.start(addresses);
  const resolve = resolver([names.address]);
  sender = new WebhookSender({ allowedNetworks, timeoutMs, resolve });
  return sender;
}

const message = (host: string) => ({
  url: `http://${host}:${(server.address() as AddressInfo).port}/hook?token=hidden`,
  id: 'one',
  secrets: [newSecret()],
  body: '{}',
});

describe('a name that resolves to', () => {
  it('an allowed address is called there', async () => {
    const one = await senderWith(['127.0.0.1'], ['127.0.0.1']);
    expect(await one.send(message('desk.example'))).toMatchObject({
      isDelivered: true,
      status: 204,
    });
    expect(called).toBe(1);
  });

  it('a private address is not called', async () => {
    const one = await senderWith(['127.0.0.1'], ['10.0.0.0/8']);
    const { isDelivered, words } = await one.send(message('desk.example'));
    expect(isDelivered).toBe(false);
    expect(words).toContain('private, loopback, link-local, or metadata');
    expect(called).toBe(0);
  });

  it('an allowed address, and a moment later to a private one, is not called there', async () => {
    const one = await senderWith(['127.0.0.1', '127.0.0.2'], ['127.0.0.1']);
    // Like a response that ends its connection: the next request resolves the name again.
    server.prependListener('request', (_request, response) => {
      response.shouldKeepAlive = false;
    });
    expect(await one.send(message('desk.example'))).toMatchObject({ isDelivered: true });
    expect(names?.asked).toBe(1);
    const again = await one.send(message('desk.example'));
    expect(names?.asked).toBe(2);
    expect(again.words).toContain('private, loopback, link-local, or metadata');
    expect(called).toBe(1);
  });

  it('nothing is reported without the rest of the URL', async () => {
    const one = await senderWith(['10.0.0.1'], []);
    const { words } = await one.send(message('desk.example'));
    expect(words).not.toContain('hidden');
  });
});

describe('an address in place of a name', () => {
  it('is checked, too, although nothing is resolved', async () => {
    const one = await senderWith([], []);
    const { words } = await one.send(message('127.0.0.1'));
    expect(words).toContain('loopback');
    expect(called).toBe(0);
  });
});

describe('a receiver whose response never ends', () => {
  /** Resolves with how it ended: the sender closes it. */
  function respond(write: (response: ServerResponse) => void): Promise<unknown> {
    server.removeAllListeners('request');
    return new Promise((resolve) => {
      server.on('request', (_request, response) => {
        response.on('close', resolve).on('error', () => undefined);
        response.writeHead(200);
        write(response);
      });
    });
  }

  function flood(response: ServerResponse): void {
    const chunk = Buffer.alloc(65_536);
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', () => flood(response));
  }

  it('has accepted the event, and is disconnected once it sends too much', async () => {
    const left = respond(flood);
    const one = await senderWith([], ['127.0.0.1'], 3_600_000);
    expect(await one.send(message('127.0.0.1'))).toMatchObject({ isDelivered: true, status: 200 });
    await left;
  });

  it('has accepted the event, and is disconnected after the time limit, however little it sends', async () => {
    const left = respond((response) => void response.write('.'));
    const one = await senderWith([], ['127.0.0.1'], 500);
    expect(await one.send(message('127.0.0.1'))).toMatchObject({ isDelivered: true, status: 200 });
    await left;
  });
});

describe('a receiver that is silent', () => {
  it('is given up after the time limit', async () => {
    server.removeAllListeners('request');
    const one = await senderWith([], ['127.0.0.1'], 50);
    const { isDelivered, words } = await one.send(message('127.0.0.1'));
    expect(isDelivered).toBe(false);
    expect(words).toBe('The receiver did not respond within 0.05 s.');
  });
});
