import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A subscriber that left; the process does not wait for it. */
export async function goneReceiver(): Promise<string> {
  const server: Server = createServer((_request, response) => {
    response.writeHead(410).end();
  }).listen(0, '127.0.0.1');
  server.unref();
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}
