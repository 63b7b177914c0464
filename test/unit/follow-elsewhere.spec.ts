import { once } from 'node:events';
import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { follow } from '../../packages/newsletter-events/src/index.js';

describe('an address where something else responds', () => {
  let server: Server;
  let respond: (response: ServerResponse) => void;
  beforeEach(async () => {
    server = createServer((_request, response) => respond(response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => void server.close());

  it.each<[string, typeof respond, string]>([
    ['with 200', (response) => response.end('{"status":"ok"}'), 'no page of the feed'],
    ...[400, 401, 403, 404].map((status): [string, typeof respond, string] => [
      `with ${status}`,
      (response) => response.writeHead(status).end('<h1>No such backend</h1>'),
      `${status} `,
    ]),
    [
      'with JSON of its own',
      (response) => response.writeHead(404).end('{"type":"about:blank","detail":"No route"}'),
      '404 ',
    ],
  ])('%s is told, and tried again', async (_how, answer, words) => {
    respond = answer;
    const troubles: string[] = [];
    const http = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const stop = new AbortController();
    await follow({
      http,
      key: 'key',
      from: 'start',
      checkpoint: { load: async () => undefined, save: async () => undefined },
      onEvent: () => undefined,
      onTrouble: ({ error }) => {
        troubles.push(error.message);
        // The second one says that it was tried again.
        if (troubles.length === 2) stop.abort();
      },
      signal: stop.signal,
    });
    expect(troubles).toHaveLength(2);
    for (const trouble of troubles) expect(trouble).toContain(words);
  });
});
